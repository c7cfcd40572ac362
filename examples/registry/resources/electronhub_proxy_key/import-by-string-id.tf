# By id, or by a name that is unique in the account; never by the key's value.
import {
  to = electronhub_proxy_key.ci
  id = "name:ci"
}
