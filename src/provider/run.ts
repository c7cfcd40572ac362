// Whether Terraform plans for its user or once more at apply. It plans every change twice, in two runs of the provider, each
// with a configuration of its own; the user has read the warnings of the first plan, so the second must not repeat them. Only a
// plan refreshes. Kept in memory: private state that differed with each run would make every apply write a new state.

export class Run {
  private isPlan = false;
  private isApply = false;

  /** Known once something has shown it. */
  get isApplying(): boolean {
    return this.isApply;
  }

  /** ReadResource was called. */
  refreshes(): void {
    this.isPlan = true;
  }

  /** ApplyResourceChange was called. */
  applies(): void {
    this.isApply = true;
  }

  /**
   * Whether the plan that is made now is the one at apply. A plan with `-refresh=false` of an object that exists looks like it;
   * the plan of a new object looks the same both times, until something else in the run shows which one it is.
   */
  plansAgain(exists: boolean): boolean {
    if (exists && !this.isPlan) this.isApply = true;
    return this.isApply;
  }
}
