// The emulator's own endpoints, for those who test with it: they need no key, are not counted and not limited.
import { readBody } from "./bounded-body";
import { Refusal, refusal } from "./errors";
import { parseFault } from "./fault-parser";
import { introduction } from "./introduction";
import { type App, type Parts } from "./app";

export function addControl(app: App, { ledger, traffic, faults }: Parts): void {
  app.get("/", (c) => c.text(introduction(new URL(c.req.url).origin)));
  app.get("/emulator/counts", (c) => c.json(traffic.counts()));
  app.delete("/emulator/counts", (c) => {
    traffic.reset();
    return c.json({ message: "Counts reset" });
  });
  app.get("/emulator/refused", (c) => c.json({ refused: traffic.refused() }));
  app.get("/emulator/events", (c) => c.json(ledger.events()));
  app.get("/emulator/state", (c) =>
    c.json({
      accounts: ledger.accounts().map((account) => ({ ...account, credits: ledger.credits(account) })),
      keys: ledger.keys(),
    }),
  );
  app.get("/emulator/faults", (c) => c.json(faults.list()));
  app.post("/emulator/faults", async (c) => {
    // Browsers ask first before they send JSON to a foreign address, and never with a form or a plain text.
    if (!isJson(c.req.header("content-type"))) {
      throw refusal(
        415,
        "unsupported_media_type",
        "Send the fault as JSON, with the header content-type: application/json",
      );
    }
    try {
      faults.inject(parseFault(JSON.parse(await readBody(c.req.raw))));
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (error instanceof SyntaxError) return c.json({ message: "a fault is a JSON object; this is not JSON" }, 400);
      return c.json({ message: error instanceof Error ? error.message : String(error) }, 400);
    }
    return c.json(faults.list());
  });
  app.delete("/emulator/faults", (c) => {
    faults.clear();
    return c.json({ message: "Faults cleared" });
  });
}

const isJson = (contentType = ""): boolean => /^application\/json *(;|$)/i.test(contentType);
