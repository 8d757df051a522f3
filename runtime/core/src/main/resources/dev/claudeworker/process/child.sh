# Starts the child of one attempt, once or never, and leaves its exit status behind. Plain POSIX sh; nothing here starts
# another program but the child itself, because each would cost as much as the rest together.
# Arguments: the directory of the attempt, then the command, its program as an absolute path (so never a builtin).
# Comes with stdin, stdout and stderr already on their files. The names are long because the child inherits any variable
# of the same name.
claude_worker_directory=$1
shift

# Creating the file decides who starts the child; noclobber makes that atomic. The line is this shell's entry in the
# process table (pid first, start time within), or the pid alone where there is no /proc.
set -C
[ -r "/proc/$$/stat" ] && read -r claude_worker_entry <"/proc/$$/stat"
printf '%s\n' "${claude_worker_entry:-$$}" >"$claude_worker_directory/run" || exit 125
set +C

# Caught, not ignored: the child gets the default actions back, this shell lives on to write down the status.
trap : HUP INT TERM
# What this shell says about a child ended by a signal ("Killed") is not the child's own output.
exec 3>&2 2>/dev/null
(exec "$@" 2>&3 3>&-)
claude_worker_status=$?

times >"$claude_worker_directory/.times"
# The disk may be full. Without the directory nobody is waiting for an answer.
while [ -d "$claude_worker_directory" ]; do
  echo "$claude_worker_status" >"$claude_worker_directory/exit" && break
  PATH=/usr/bin:/bin:$PATH sleep 1
done
exit "$claude_worker_status"
