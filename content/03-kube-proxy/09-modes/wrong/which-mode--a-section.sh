# node: worker
# says: does not mean that this mode is on
echo ipvs >/root/mode
