// The emulator's own endpoints, for whoever tests with it: they need no key, are not counted and not limited.
import { parseFault } from "./fault-parser";
import { type App, type Parts } from "./app";

export function addControl(app: App, { ledger, traffic, faults }: Parts): void {
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
    try {
      faults.inject(parseFault(await c.req.json()));
    } catch (error) {
      return c.json({ message: error instanceof Error ? error.message : String(error) }, 400);
    }
    return c.json(faults.list());
  });
  app.delete("/emulator/faults", (c) => {
    faults.clear();
    return c.json({ message: "Faults cleared" });
  });
}
