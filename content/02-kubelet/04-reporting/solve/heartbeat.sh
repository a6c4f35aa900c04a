# node: control-plane
echo 10 >/root/renewal
