// The suite has no option for headers, and what it sends looks like a browser's request, which needs the token here. All of
// its requests go through the dispatcher that Node's fetch and the suite's own copy of undici share.
await fetch('data:,');
const dispatcher = globalThis[Symbol.for('undici.globalDispatcher.1')];
const dispatch = dispatcher.dispatch.bind(dispatcher);
const token = ['Authorization', `Bearer ${process.env.MCP_TOKEN}`];
dispatcher.dispatch = (options, handler) => {
  const headers = Array.isArray(options.headers)
    ? [...options.headers, ...token]
    : { ...options.headers, [token[0]]: token[1] };
  return dispatch({ ...options, headers }, handler);
};
