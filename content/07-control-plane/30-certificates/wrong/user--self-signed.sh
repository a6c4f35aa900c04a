# node: control-plane
# says: it is not signed as a client certificate
set -eu
openssl req -x509 -newkey rsa:2048 -nodes -keyout /root/mia.key -subj /CN=mia/O=readers -days 30 -out /root/mia.crt 2>/dev/null
