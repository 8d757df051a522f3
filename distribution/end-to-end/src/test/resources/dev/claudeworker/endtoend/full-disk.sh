# Lives through a full disk: full-disk.sh FOLDER. Every step leaves FOLDER/<step>.out, .err and .rc. The disk is a small file
# system in memory, mounted where nobody else sees it, so it is gone with this script. Where that is not allowed, the server runs
# under a limit on the size of files, which fails in the same calls.
out=$1 disk=$1/disk

if [ -z "${2-}" ]; then
  mkdir -p "$disk"
  for root in '' --map-root-user; do
    # shellcheck disable=SC2086 # empty or one word
    if unshare --mount $root mount -t tmpfs -o size=48m tmpfs "$disk" 2>/dev/null; then
      exec unshare --mount $root /bin/sh "$0" "$out" mount
    fi
  done
  exec /bin/sh "$0" "$out" limit
fi

try() {
  step=$1
  shift
  "$@" >"$out/$step.out" 2>"$out/$step.err" </dev/null
  code=$?
  echo "$code" >"$out/$step.rc"
  return "$code"
}

run() {
  step=$1
  shift
  try "$step" claude-worker run --executor shell --concurrency-key none "$@"
}

fill() {
  [ "$mode" = mount ] || return 0
  dd if=/dev/zero of="$disk/fill.$1" bs=1M 2>/dev/null
  dd if=/dev/zero of="$disk/fill.$1.rest" bs=4k 2>/dev/null
}

mode=$2
echo "$mode" >"$out/mode"
[ "$mode" = limit ] || mount -t tmpfs -o size=48m tmpfs "$disk" || exit
export CLAUDE_WORKER_HOME="$disk/home" CLAUDE_WORKER_RESOURCES_MIN_FREE_DISK=0

if [ "$mode" = limit ]; then (ulimit -f 1000 && try started claude-worker server start); else try started claude-worker server start; fi
run before --watch 'echo before'
run running "until [ -e '$out/go' ]; do sleep 0.1; done; [ -e '$out/once' ] || { : >'$out/once'; seq 100000; }; echo survived"
fill first

# What is accepted now is a promise; at some point nothing more is.
text=$(seq 20000 | tr '\n' ' ')
count=0
while [ "$count" -lt 60 ]; do
  count=$((count + 1))
  run "submit-$count" "echo $count # $text" || break
done
: >"$out/go"
try stopped claude-worker server stop
fill second
try refused claude-worker server start
try foreground claude-worker server start --foreground
try doctor claude-worker doctor

rm -f "$disk"/fill.*
try again claude-worker server start
# shellcheck disable=SC2046 # a word for each number
try waited claude-worker wait --timeout 60s 2 $(cat "$out"/submit-*.out)
run after --watch 'echo after'
try list claude-worker list --json
try health claude-worker server health
try stopped-at-last claude-worker server stop

if [ "$mode" = mount ]; then
  mount -o remount,ro "$disk"
  try read-only claude-worker server start
  try read-only-doctor claude-worker doctor
fi
