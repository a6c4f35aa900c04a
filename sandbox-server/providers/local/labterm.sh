#!/bin/bash
# Runs the interactive shell of one local terminal, and prints its exit code into the terminal's stream, after all output.
# It then keeps the terminal open until the server has read the code. When the last process of a terminal exits, the kernel can drop
# unread output.
nonce=$KINDLAB_MARK_NONCE
# Close inherited descriptors, which include the server's other terminals. A terminal that another shell holds open never hangs up, so its
# own shell would outlive the server. 255 is this script.
for descriptor in /proc/$$/fd/*; do
  descriptor=${descriptor##*/}
  if ((descriptor > 2 && descriptor != 255)); then exec {descriptor}>&-; fi
done
# The server may be protected from the OOM killer; a learner's shell is not.
echo 0 2>/dev/null >"/proc/$$/oom_score_adj"
stty -ixon iutf8
bash --rcfile "$1" -i
code=$?
trap '' HUP INT QUIT TSTP TTIN TTOU
printf '\033]kindlab;%s;exit=%d\033\\' "$nonce" "$code"
exec sleep infinity
