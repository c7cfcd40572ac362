// Why a text cannot be reviewed: one sentence, for the user who gave it.

export class PlanError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PlanError";
  }
}
