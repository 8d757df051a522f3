// One round of a real client: connects, lists, calls, and prints what it saw as one line of JSON.
// client.mjs <released|next> <url | -- command...>; the token, if any, comes in MCP_TOKEN.
import {Client as Released} from '@modelcontextprotocol/sdk/client/index.js';
import {StdioClientTransport as ReleasedStdio} from '@modelcontextprotocol/sdk/client/stdio.js';
import {StreamableHTTPClientTransport as ReleasedHttp} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {Client as Next, StreamableHTTPClientTransport as NextHttp} from '@modelcontextprotocol/client';
import {StdioClientTransport as NextStdio} from '@modelcontextprotocol/client/stdio';

const [kind, target, ...command] = process.argv.slice(2);
const [Client, Stdio, Http] =
  kind === 'released' ? [Released, ReleasedStdio, ReleasedHttp] : [Next, NextStdio, NextHttp];
const requestInit = {headers: {Authorization: `Bearer ${process.env.MCP_TOKEN}`}};
const transport = target === '--'
  ? new Stdio({command: command[0], args: command.slice(1), env: process.env, stderr: 'inherit'})
  : new Http(new URL(target), {requestInit});
const info = {name: 'referee', version: '1'};
const client = kind === 'released' ? new Client(info) : new Client(info, {versionNegotiation: {mode: 'auto'}});

await client.connect(transport);
const tools = (await client.listTools()).tools.map(tool => tool.name);
const version = await client.callTool({name: 'get_version', arguments: {}});
const created = await client.callTool({
  name: 'create_task', arguments: {execution_prompt: 'echo from a referee', working_directory: process.cwd()}});
const id = created.structuredContent.id;
const waited = await client.callTool({name: 'wait_for_task', arguments: {task_id: id, timeout: 30}});
const refused = await client.callTool({name: 'get_task_status', arguments: {task_id: 99999}});
console.log(JSON.stringify({
  era: client.getNegotiatedProtocolVersion?.() ?? '', tools, version: version.structuredContent?.version,
  waited: waited.structuredContent, refused: refused.isError}));
await client.close();
