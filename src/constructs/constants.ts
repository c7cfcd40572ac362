// The values that some properties take, to choose from. The properties are plain strings, which take tokens as well.

/** The windows in which an allocation may be spent, for `limitType`. */
export class LimitType {
  /** The allocation may be spent once a day. */
  public static readonly DAILY: string = "daily";

  /** The allocation may be spent once a week. */
  public static readonly WEEKLY: string = "weekly";

  /** The allocation may be spent once a month. */
  public static readonly MONTHLY: string = "monthly";

  private constructor() {}
}

/** What destroying a proxy key does to it, for `deletionPolicy`. */
export class DeletionPolicy {
  /** The key is removed. */
  public static readonly DELETE: string = "delete";

  /** The key is switched off and kept; it holds its slot and its credits. */
  public static readonly DISABLE: string = "disable";

  /** The key works on for `deletionGracePeriod`, and holds its slot and its credits. */
  public static readonly EXPIRE: string = "expire";

  /** The key is left as it is. */
  public static readonly ABANDON: string = "abandon";

  private constructor() {}
}
