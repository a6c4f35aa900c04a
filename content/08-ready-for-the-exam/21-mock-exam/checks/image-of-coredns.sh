# node: control-plane
set -u
image=$(kubectl get deployment -n kube-system coredns -o jsonpath='{.spec.template.spec.containers[0].image}') || exit 2
written=$(xargs 2>/dev/null </root/exam/dns-image)
[ -n "$image" ] && [ "$written" = "$image" ] && exit 0

echo 'expected: the image of CoreDNS with its tag, in /root/exam/dns-image on the control-plane node'
echo "actual: ${written:-there is nothing in that file}"
echo 'why: the template of its Deployment in kube-system names the image'
exit 1
