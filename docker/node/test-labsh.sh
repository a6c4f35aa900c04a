#!/usr/bin/env bash
# Tests labsh and the shell's start-up file in a container of a node image: test-labsh.sh [image]. Prints TAP; takes about fifteen seconds.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/versions.env"
image=${1:-kindlab/node:${KUBERNETES_VERSION#v}}
node=kindlab-labsh-test-$$
scratch=$(mktemp -d)
esc=$'\e'

docker run --detach --privileged --network none --tmpfs /run --tmpfs /tmp --name "$node" "$image" >/dev/null
trap 'docker rm --force --volumes "$node" >/dev/null; rm -rf "$scratch"' EXIT

on_node() { docker exec -i "$node" "$@"; }

# open <terminal> [<viewer>]: attaches to a terminal. Output goes to $log, input comes from descriptor 3.
open() {
  viewer=${2:-$1}
  log=$scratch/$viewer.log
  : >"$log"
  seen=0
  mkfifo "$scratch/$viewer.in"
  script --quiet --flush --return --command "docker exec -it $node labsh attach $1 ${viewer//[^a-f0-9]/0}" "$log" <"$scratch/$viewer.in" >/dev/null &
  script_pid=$!
  exec 3>"$scratch/$viewer.in"
}

# await <pattern>: waits until the output since the previous await matches; sets $got to that output
await() {
  local until=$((SECONDS + 8))
  while [ "$SECONDS" -lt "$until" ]; do
    got=$(tail -c "+$((seen + 1))" "$log" | tr -d '\0')
    if [[ $got == *$1* ]]; then
      seen=$(stat -c %s "$log")
      return 0
    fi
    sleep 0.05
  done
  echo "# waited for $(printf %q "$1"), got $(printf %q "${got: -400}")"
  return 1
}

type_in() { printf '%s' "$1" >&3; }
prompt="]133;B;nonce="
# run <line>: types a line, and waits for the next prompt
run() {
  type_in "$1"$'\r'
  await "$prompt"
}
# Prints the marks in $got, one per line, without the nonce: A, B, C, D;0;
marks() { grep -aoP '\x1b\]133;\K[^\x1b]*' <<<"$got" | sed "s/nonce=$nonce//"; }
text() { sed -E "s/$esc\][^$esc]*$esc\\\\//g; s/$esc\[[0-9;?]*[a-zA-Z]//g; s/\r//g" <<<"$got"; }
nonce_of() { on_node labsh info "$1"; }
# announced <terminal> <viewer> started|kept: tests the header at the start of an attachment's output
announced() {
  local said
  said=$(tr -d '\0' <"$scratch/$2.log")
  [[ $said == *"]kindlab;${2//[^a-f0-9]/0};nonce=$(nonce_of "$1");$3$esc\\"* ]]
}
same() { [ "$1" = "$2" ] || { printf '# expected: %q\n# actual:   %q\n' "$1" "$2" && return 1; }; }
gone() { ! on_node pgrep -f "$1" >/dev/null; }
eventually() {
  for _ in {1..60}; do
    if "$@"; then return 0; fi
    sleep 0.05
  done
  return 1
}

it_shows_a_prompt() {
  open one
  await "$prompt"
  nonce=$(nonce_of one)
  [[ $nonce =~ ^[0-9a-f]{32}$ ]]
  same $'A;\nB;' "$(marks)"
}
it_announces_a_new_shell() { announced one one started; }
it_marks_a_command() { run false && same $'C;\nD;1;\nA;\nB;' "$(marks)"; }
it_marks_a_list_once() { run 'true; false | true && :' && same $'C;\nD;0;\nA;\nB;' "$(marks)"; }
it_marks_an_empty_line_as_a_prompt_only() { run '' && same $'A;\nB;' "$(marks)"; }
it_marks_a_syntax_error_as_a_prompt_only() { run ')' && same $'A;\nB;' "$(marks)"; }
it_marks_a_given_up_line_as_a_prompt_only() { type_in 'echo no'$'\x03' && await "$prompt" && same $'A;\nB;' "$(marks)"; }
it_marks_another_line_of_a_command() { type_in $'for i in 1; do\r' && await 'P;k=s' && type_in $'\x03' && await "$prompt"; }
# The key of the server is Ctrl-^.
it_reports_the_length_of_the_line() {
  type_in $'\x1e' && await "]133;L;0;nonce=$nonce" && type_in 'abc' && await abc && type_in $'\x1e' && await "]133;L;3;nonce=$nonce"
  type_in $'\x7f\x7f\x7f\x1e' && await "]133;L;0;nonce=$nonce"
}
it_ends_the_modes_of_a_killed_program() {
  run $'printf "\\e[?1049h\\e[?1003h\\e]0;open"' && [[ $got == *"$esc[?1049l"*"$esc[?1003l"*"]133;D;0"* ]]
}
it_keeps_exit_codes_over_the_prompt() { run '(exit 42)' && run 'echo "code=$?"' && same code=42 "$(text | grep '^code=')"; }
it_leaves_quoting_alone() {
  run $'printf \'<%s>\' "it\'s \\"$HOME\\"" \'$x\' "$(printf "a  b")" \'\\n\'; echo' && same "<it's \"/root\"><\$x><a  b><\\n>" "$(text | grep '^<')"
}
it_keeps_the_nonce_to_itself() { run 'env; tr "\0" "\n" </proc/self/environ; echo end' && ! text | grep -q "$nonce" && ! text | grep -q LABTERM; }
it_survives_strict_settings() { run 'set -u' && run 'echo fine' && same fine "$(text | grep -x fine)" && run 'set +u'; }
it_sets_the_terminal() { run 'echo "$TERM $LANG"; stty -a | tr ";" "\n" | grep -cE -- "-ixon|[^-]iutf8"' && same $'xterm-256color C.UTF-8' "$(text | grep '^xterm')"; }
it_completes_k() { type_in $'k versio\t' && await 'k version ' && type_in $'\x03' && await "$prompt"; }
it_completes_crictl() { type_in $'crictl inspectp\t' && await 'crictl inspectp ' && type_in $'\x03' && await "$prompt"; }
it_indents_yaml_by_two() {
  on_node script -qec 'vim +"redir! > /tmp/settings | set shiftwidth? expandtab? | redir END | qa" /tmp/x.yaml' /dev/null >/dev/null
  same 'shiftwidth=2 expandtab' "$(on_node cat /tmp/settings | xargs)"
}
it_keeps_a_history_per_terminal() { run 'echo remembered' && on_node grep -qx 'echo remembered' /root/.bash_history-one; }

it_keeps_the_shell_when_the_viewer_goes() {
  local before
  before=$(nonce_of one)
  run 'kept=yes; sleep 1234 &'
  pkill -KILL -P "$script_pid" || true
  exec 3>&-
  wait "$script_pid" 2>/dev/null || true
  same "$before" "$(nonce_of one)"
}
it_leaves_nothing_of_a_viewer_that_is_hung_up() {
  on_node bash -c 'for leader in $(pgrep -f "^/bin/bash /usr/local/bin/labsh attach one"); do pkill -HUP -s "$leader"; done'
  eventually gone '^/opt/kindlab/bin/relay attach|labsh attach one' && same 1 "$(on_node pgrep -c relay)"
}
it_finds_the_shell_again() {
  open one one-again
  run 'echo "kept=$kept"' && same kept=yes "$(text | grep '^kept=')" && announced one one-again kept
}
it_starts_no_shell_in_place_of_one_that_is_ended() {
  local code=0
  on_node bash -c 'rm /run/labterm/one.*.sock'
  open one one-late
  await 'No such file' && wait "$script_pid" || code=$?
  same 129 "$code" && on_node labsh end one
  open one one-anew && await "$prompt"
}
it_hands_on_the_exit_code() {
  local code=0
  type_in $'exit 7\r'
  await "exit=7$esc"
  wait "$script_pid" || code=$?
  same 7 "$code" && ! on_node labsh info one
}
it_delivers_all_output_before_the_exit() {
  open two && await "$prompt"
  type_in $'seq 1 35000; exit 3\r'
  await "]kindlab;$(on_node cat /run/labterm/two.nonce);exit=3$esc"
  exec 3>&-
  same 35000 "$(text | grep -cE '^[0-9]+$')" && same 35000 "$(text | grep -E '^[0-9]+$' | tail -1)"
}
it_starts_anew_at_once() { open two two-b && await "$prompt" && same two "$(on_node labsh list)"; }
it_gives_two_viewers_one_shell_and_the_later_one_has_it() {
  local first
  open three three-c && await "$prompt" && run 'mine=yes'
  first=$script_pid
  open three three-d
  wait "$first" 2>/dev/null || true
  run 'echo "mine=$mine"' && same mine=yes "$(text | grep '^mine=')" && announced three three-d kept
  same 1 "$(on_node pgrep -fc '^/bin/bash .*labsh shell three')" && same 1 "$(on_node pgrep -fc '^/bin/bash .*labsh attach three ')"
}
it_ends_a_shell_and_all_its_children() {
  run 'nohup sleep 4321 & bash -c "trap : HUP; while :; do sleep 4322; done" & sleep 0.2'
  on_node labsh end three && gone 'sleep 432|labsh shell three' && ! on_node labsh info three && same '' "$(on_node bash -c 'ls /run/labterm | grep "^three" | grep -v lock')"
}
it_ends_what_is_gone() { on_node labsh end three && on_node labsh end never-was; }
it_is_not_confused_by_stale_files() {
  on_node bash -c 'cd /run/labterm; echo 1 >four.leader; echo 0 >four.nonce; touch four.0.sock'
  ! on_node labsh info four && same '' "$(on_node labsh list | grep four)" && open four && await "$prompt" && run 'echo alive' && same alive "$(text | grep -x alive)"
}
it_refuses_other_names() {
  local name code
  for name in '' .. 'a b' A 123456789012345678901234567890123; do
    code=0
    on_node labsh info "$name" 2>/dev/null || code=$?
    same 64 "$code"
  done
  code=0
  on_node labsh attach one 'no token' 2>/dev/null || code=$?
  same 64 "$code"
}
it_tells_facts() { on_node labsh facts | grep -x 'KINDLAB_HAS_IPVS=[01]' >/dev/null && ! on_node labsh facts | grep -qvE '^KINDLAB_[A-Z_]+=[^ ]+$'; }
it_takes_the_keys_of_the_server() {
  on_node labsh keys <<<'kind: Config' && same 'kind: Config' "$(on_node cat /var/lib/kindlab/kubeconfig)" && same 600 "$(on_node stat -c %a /var/lib/kindlab/kubeconfig)"
}
it_has_programs_of_the_server() { on_node bash -c 'for tool in kubectl crictl ctr relay; do [ -x "/opt/kindlab/bin/$tool" ] || exit 1; done; [ -s /opt/kindlab/crictl.yaml ]'; }
it_interrupts_over_input_that_no_program_reads() {
  open six && await "$prompt"
  nonce=$(nonce_of six)
  type_in $'sleep 300\r' && await "]133;C;"
  for _ in {1..40}; do type_in "$(printf '%1000s' x)"$'\r'; done
  type_in $'\x03' && await "]133;D;130" && [[ $got == *"]kindlab;$nonce;dropped="* ]]
  type_in $'\x15' && run 'echo "still $((40 + 2))"' && same 'still 42' "$(text | grep -x 'still 42')"
}
it_takes_a_kubeconfig() {
  on_node labsh kubeconfig <<<'kind: Config' && same 'kind: Config' "$(on_node cat /root/.kube/config)" && same 600 "$(on_node stat -c %a /root/.kube/config)"
  open five && await "$prompt" && run 'echo "at=$KUBECONFIG"' && same at=/root/.kube/config "$(text | grep '^at=')"
}

# A test fails when any of its commands fails outside a condition.
count=0 failed=0
set +e
trap 'code=1' ERR
set -E
for test in $(sed -n 's/^\(it_[a-z_]*\)() .*/\1/p' "${BASH_SOURCE[0]}"); do
  count=$((count + 1))
  name=${test#it_}
  code=0
  "$test"
  [ $? = 0 ] || code=1
  if [ "$code" = 0 ]; then echo "ok $count - labsh ${name//_/ }"; else failed=$((failed + 1)) && echo "not ok $count - labsh ${name//_/ }"; fi
done
echo "1..$count"
[ "$failed" = 0 ]
