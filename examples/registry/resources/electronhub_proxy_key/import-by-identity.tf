import {
  to = electronhub_proxy_key.ci
  identity = {
    id = "2b1255c7569d7845a3987e39e5274ef2"
  }
}
