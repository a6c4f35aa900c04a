# node: worker
# says: more than the one rule was removed
iptables -t nat -F POSTROUTING
