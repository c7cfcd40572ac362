// A review whose every text would run as a script, were it not escaped.
import { NO_COUNTS, key, on, plan, reviewOf } from "../../sample";

const IMAGE = `'"><img src=x onerror=alert(1)>`;
const SCRIPT = `<script>alert("name")</script>`;

export const HOSTILE_KEY = key({
  address: `module.m["<svg onload=alert(1)>"].electronhub_proxy_key.ci`,
  change: "update",
  access: "wider",
  constructPath: `</code></bdi></article>${IMAGE}`,
  source: { file: `" onmouseover="alert(1)`, line: 1 },
  names: { before: SCRIPT, after: `${SCRIPT}\u202egnp.exe` },
  importId: IMAGE,
  reason: IMAGE,
  operations: [on(`update ${IMAGE}`, "update")],
  settings: [
    {
      name: "model_whitelist",
      before: [IMAGE, "</li></ul></td></tr></table>"],
      after: [SCRIPT, "<style>*{display:none}</style>", `<a href="javascript:alert(1)">x</a>`],
      access: "wider",
      words: `models: + ${SCRIPT}`,
    },
  ],
  expiry: IMAGE,
  irreversible: [IMAGE],
  warnings: [{ summary: SCRIPT, detail: `</details>\n${IMAGE}\n<!-- `, origin: "log" }],
});

export const HOSTILE_REVIEW = reviewOf(
  plan({
    label: `</title><script>alert("title")</script>`,
    terraformVersion: IMAGE,
    plannedAt: IMAGE,
    keys: [HOSTILE_KEY],
    gaps: [{ address: IMAGE, words: `<meta http-equiv="refresh" content="0;url=https://evil.example">` }],
    others: [
      { type: SCRIPT, counts: { create: 1, update: 0, replace: 0, destroy: 0, read: 0, forget: 0, unchanged: 0 } },
    ],
    counts: { ...NO_COUNTS, update: 1, wider: 1, others: 1 },
  }),
);
