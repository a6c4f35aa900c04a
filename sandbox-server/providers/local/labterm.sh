#!/bin/bash
# Runs the interactive shell of one local terminal, says how it ended in the terminal's own stream (so that this comes after all of its
# output, however slowly that is read), and keeps the terminal open until the server has read it: when its last process goes, the kernel
# may drop what nobody has read yet.
nonce=$KINDLAB_MARK_NONCE
stty -ixon iutf8
bash --rcfile "$1" -i
code=$?
trap '' HUP INT QUIT TSTP TTIN TTOU
printf '\033]kindlab;%s;exit=%d\033\\' "$nonce" "$code"
exec sleep infinity
