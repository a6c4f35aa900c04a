# node: worker
# says: inspect the sandbox of pair
pgrep -o -x pause >/root/pair-pause
