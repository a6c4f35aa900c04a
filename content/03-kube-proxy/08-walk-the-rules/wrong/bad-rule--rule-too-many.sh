# node: worker
# says: a rule of kube-proxy was removed
set -eu
rules=$(iptables-save -t nat)
chain=$(sed -n 's/^-A KUBE-SERVICES .*"default\/shop cluster IP".* -j //p' <<<"$rules")
way=$(sed -nE "s/^-A $chain .* -j (KUBE-SEP-.*)/\1/p" <<<"$rules" | head -n 1)
if grep -q -- "^-A $chain .* -j DNAT" <<<"$rules"; then iptables -t nat -D "$chain" 1; fi
iptables -t nat -F "$way"
