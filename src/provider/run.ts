// Whether Terraform plans for its user or once more at apply. It plans every change twice, in two runs of the provider, each
// with a configuration of its own; the user has read the warnings of the first plan, so the second must not repeat them. Only a
// plan refreshes, and it refreshes an object before it plans a change of it; a destroy may be planned before (tried). Kept in
// memory: private state that differed with each run would make every apply write a new state.

export class Run {
  private isPlan = false;
  private isApply = false;
  private looksLikeApply = false;

  /** ReadResource was called. */
  refreshes(): void {
    this.isPlan = true;
  }

  /** ApplyResourceChange was called. */
  applies(): void {
    this.isApply = true;
  }

  /** Whether this is the run of an apply, as far as something has shown it by now. */
  get isApplying(): boolean {
    return this.isApply || (this.looksLikeApply && !this.isPlan);
  }

  /**
   * A change is planned, of an object that `exists` or of a new one: whether that is the plan at apply. With `-refresh=false` the
   * plan for the user looks like it; of a new object both look the same, until something else in the run shows which one it is.
   */
  plansAgain(exists: boolean): boolean {
    if (exists && !this.isPlan) this.looksLikeApply = true;
    return this.isApplying;
  }
}
