// Loaded into the provider's process before the provider: there, the time is what GALLERY_TIME says (milliseconds since
// 1970), so that instants in plans are the same whenever they are made. Timers run as ever.
"use strict";

const now = Number(globalThis.process.env.GALLERY_TIME);
if (!Number.isSafeInteger(now)) throw new Error("GALLERY_TIME must be milliseconds since 1970");

class FixedDate extends Date {
  constructor(...given) {
    super(...(given.length === 0 ? [now] : given));
  }

  static now() {
    return now;
  }
}

globalThis.Date = FixedDate;
