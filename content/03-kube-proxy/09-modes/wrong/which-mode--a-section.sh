# node: worker
# says: does not mean that this mode is in use
echo ipvs >/root/mode
