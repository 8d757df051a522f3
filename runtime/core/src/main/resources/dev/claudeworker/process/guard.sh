# Ends the children of a server before its leases run out unrenewed, also when the server is gone. Plain POSIX sh on Linux.
# Arguments: the guard's folder, seconds between looks, seconds between the polite and the hard signal.
folder=$1
poll=$2
grace=$3
echo $$ >"$folder/pid" || exit 1

# Pids of all processes that carry the token of a child in the folder.
carriers() {
  : >"$folder/tokens"
  for file in "$folder"/children/*; do
    [ -f "$file" ] && echo "CLAUDE_WORKER_ATTEMPT=${file##*/}" >>"$folder/tokens"
  done
  [ -s "$folder/tokens" ] || return 0
  grep -laFf "$folder/tokens" /proc/[0-9]*/environ 2>/dev/null | sed 's,/proc/\([0-9]*\)/.*,\1,'
}

# The shell that would write down an exit status goes first: a child that is ended here leaves none, so its attempt counts
# as lost and not as failed.
end_all() {
  found=$(carriers)
  for file in "$folder"/children/*; do
    [ -f "$file" ] || continue
    read -r directory <"$file"
    read -r shell rest <"$directory/run" 2>/dev/null || continue
    for pid in $found; do
      [ "$pid" = "$shell" ] && kill -KILL "$pid" 2>/dev/null
    done
  done
  [ -n "$found" ] && kill -TERM $found 2>/dev/null && sleep "$grace"
  looks=0
  found=$(carriers)
  while [ -n "$found" ] && [ "$looks" -lt 50 ]; do
    kill -KILL $found 2>/dev/null
    sleep 0.1
    looks=$((looks + 1))
    found=$(carriers)
  done
  rm -f "$folder"/children/* "$folder/tokens"
}

while read -r owner <"$folder/pid" && [ "$owner" = "$$" ] && read -r until <"$folder/until"; do
  read -r uptime rest </proc/uptime
  now=${uptime%.*}${uptime#*.}
  if [ "$now" -ge "$until" ]; then
    end_all
    exit 0
  fi
  sleep "$poll"
done 2>/dev/null
exit 0
