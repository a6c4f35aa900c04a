#!/usr/bin/env bash
# Starts the server, and starts it again when it fails. `./kindlab up` runs this in the background where systemd does not.
# Usage: supervise.sh <state file> <command>...
# A shell, because its 4 MiB stay where another Node process needs 50. scripts/supervisor/supervisor-state.ts reads the state file.
set -u
state_file=$1
shift

readonly EXIT_CONFIG=78 FIRST_DELAY_MS=200 MAX_DELAY_MS=30000 HEALTHY_MS=60000 STOP_SECONDS=14
server=0 sleeper=0 killer=0 restarts=0 delay_ms=$FIRST_DELAY_MS started_ms=0 last_exit=null is_stopping=

now_ms() { printf -v "$1" '%s' "$((${EPOCHREALTIME//[!0-9]/} / 1000))"; }

# write_state <state>: replaces the file at once, so that no reader sees half of it.
write_state() {
  printf '{"state":"%s","supervisor":%d,"server":%d,"startedMs":%d,"restarts":%d,"lastExit":%s}\n' \
    "$1" $$ "$server" "$started_ms" "$restarts" "$last_exit" >"$state_file.new"
  mv -f "$state_file.new" "$state_file"
}

# log <level> <event> <fields>: one line in the format of the server's log
log() {
  local now
  now_ms now
  printf '{"level":%d,"time":%d,%s,"msg":"%s"}\n' "$1" "$now" "$3" "$2"
}

# Runs as a trap, also between two commands: so it ends the processes that the main loop waits for.
stop() {
  is_stopping=yes
  ((sleeper == 0)) || kill "$sleeper" 2>/dev/null
  ((server != 0 && killer == 0)) || return
  kill -TERM "$server" 2>/dev/null
  { sleep "$STOP_SECONDS" && kill -KILL "$server"; } {lock}>&- 2>/dev/null &
  killer=$!
}
trap stop TERM INT
trap '' HUP

# One supervisor for a state file. The lock is not passed on to children, which can outlive this process.
exec {lock}>"$state_file.lock"
flock -n "$lock" || { log 50 supervisor.refused '"reason":"another supervisor runs"'; exit 75; }

# Sleeps until the time is over or a signal arrives.
pause() {
  sleep "$1" {lock}>&- &
  sleeper=$!
  [[ ! $is_stopping ]] || stop
  wait "$sleeper" 2>/dev/null
  sleeper=0
}

await_server() {
  while :; do
    wait "$server" 2>/dev/null
    code=$?
    # A signal to this shell ends `wait` early.
    kill -0 "$server" 2>/dev/null || break
  done
  ((killer == 0)) || kill "$killer" 2>/dev/null
}

finish() {
  write_state stopped
  exit 0
}

while :; do
  now_ms started_ms
  # The kernel kills the clusters' processes first when memory runs out. Lowering the value needs root.
  (
    { echo -900 >"/proc/$BASHPID/oom_score_adj"; } 2>/dev/null
    exec "$@"
  ) {lock}>&- 2>&1 &
  server=$!
  write_state running
  [[ ! $is_stopping ]] || stop
  await_server
  now_ms ended_ms
  server=0
  [[ ! $is_stopping ]] || finish
  last_exit="{\"code\":$code,\"atMs\":$ended_ms}"
  ((code != 0)) || finish
  if ((code == EXIT_CONFIG)); then
    write_state gave_up
    log 60 supervisor.gave_up "\"exitCode\":$code"
    exit "$code"
  fi
  ((ended_ms - started_ms < HEALTHY_MS)) || delay_ms=$FIRST_DELAY_MS
  write_state waiting
  log 50 server.exited "\"exitCode\":$code,\"restartInMs\":$delay_ms"
  printf -v seconds '%d.%03d' $((delay_ms / 1000)) $((delay_ms % 1000))
  pause "$seconds"
  [[ ! $is_stopping ]] || finish
  restarts=$((restarts + 1))
  delay_ms=$((delay_ms * 2 < MAX_DELAY_MS ? delay_ms * 2 : MAX_DELAY_MS))
done
