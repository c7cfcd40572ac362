// What GitLab tells a pipeline of why it runs.

export const PUSH = {
  CI_PIPELINE_SOURCE: "push",
  CI_COMMIT_BRANCH: "main",
  CI_DEFAULT_BRANCH: "main",
  CI_PROJECT_ID: "42",
} as const;
export const SCHEDULE = { ...PUSH, CI_PIPELINE_SOURCE: "schedule" } as const;
export const MERGE_REQUEST = {
  CI_PIPELINE_SOURCE: "merge_request_event",
  CI_DEFAULT_BRANCH: "main",
  CI_PROJECT_ID: "42",
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "42",
  CI_MERGE_REQUEST_IID: "7",
} as const;
