// InvokeAction: progress as it comes, and one completion at the end, which tells whether it failed.
import { DiagnosticsError, isError, validateConfig } from "../../framework";
import { diagnosticsToWire } from "../diagnostics-to-wire";
import { configFromWire } from "../dynamic-value";
import { type DeepPartial, type InvokeAction_Event, type InvokeAction_Request } from "../tfplugin6_pb";
import { type Session } from "../session";

type Event = DeepPartial<InvokeAction_Event>;

export async function* invokeAction(session: Session, request: InvokeAction_Request): AsyncIterable<Event> {
  const { client, signal, redact } = session;
  const action = session.action(request.actionType);
  const config = configFromWire(action.schema, request.config);
  const mistakes = validateConfig(action, config, "used").filter(isError);
  if (mistakes.length > 0) throw new DiagnosticsError(mistakes);

  const messages: string[] = [];
  let wake = (): void => undefined;
  const progress = (message: string) => {
    messages.push(message);
    wake();
  };
  const work = action.invoke({ config, client, signal, progress });
  // A failure between two events is reported at the end.
  const ended = work.then(
    () => true,
    () => true,
  );
  try {
    for (let done = false; !done;) {
      const news = new Promise<boolean>((resolve) => (wake = () => resolve(false)));
      done = messages.length === 0 && (await Promise.race([ended, news]));
      for (let message = messages.shift(); message !== undefined; message = messages.shift()) {
        yield { type: { $case: "progress", value: { message: redact(message) } } };
      }
    }
  } finally {
    // The stream of a client that is gone ends early; the process must not end before the action.
    await ended;
  }
  yield completed(diagnosticsToWire(await work, redact));
}

export const completed = (diagnostics: ReturnType<typeof diagnosticsToWire>): Event => ({
  type: { $case: "completed", value: { diagnostics } },
});
