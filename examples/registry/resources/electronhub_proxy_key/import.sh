# By id, or by a name that is unique in the account; never by the key's value.
terraform import electronhub_proxy_key.ci 2b1255c7569d7845a3987e39e5274ef2
terraform import electronhub_proxy_key.ci name:ci
