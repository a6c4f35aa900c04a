# node: worker
# says: ask for the sandbox of pair
pgrep -o -x pause >/root/pair-pause
