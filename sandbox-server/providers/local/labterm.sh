#!/bin/bash
# Runs the interactive shell of one local terminal, says how it ended in the terminal's own stream (so that this comes after all of its
# output, however slowly that is read), and keeps the terminal open until the server has read it: when its last process goes, the kernel
# may drop what nobody has read yet.
nonce=$KINDLAB_MARK_NONCE
# The server's other terminals are among what was inherited: while a shell holds one of them open, that terminal never hangs up, and its shell
# outlives the server. 255 is this script.
for descriptor in /proc/$$/fd/*; do
  descriptor=${descriptor##*/}
  if ((descriptor > 2 && descriptor != 255)); then exec {descriptor}>&-; fi
done
stty -ixon iutf8
bash --rcfile "$1" -i
code=$?
trap '' HUP INT QUIT TSTP TTIN TTOU
printf '\033]kindlab;%s;exit=%d\033\\' "$nonce" "$code"
exec sleep infinity
