import type { FetchApi } from '@backstage/frontend-plugin-api';
import type {
  LiveEvent,
  LiveOutput,
  LiveQueryName,
  LiveView,
} from '@pilothouse/plugin-platform-common';

type Said = Extract<LiveEvent, { kind: 'value' | 'failed' }>;
type Saying = (view: string) => Said;

/** A portal whose live views a test shows, fails and breaks off; a twin of its fetch. */
export class LiveStreams implements FetchApi {
  /** How often a connection was asked for. */
  opened = 0;
  private revisions = 0;
  private readonly said = new Map<string, Saying>();
  private connection?: {
    views: LiveView[];
    controller: ReadableStreamDefaultController<Uint8Array>;
  };
  private refusal?: { status: number; name: string; message: string };

  /** Names of the queries that the browser looks at. */
  get queries(): string[] {
    return (this.connection?.views ?? []).map(({ query }) => query);
  }

  /** Answers with this from now on, as the backend words its errors. */
  refuse(status: number, name: string, message: string) {
    this.refusal = { status, name, message };
  }

  /** Shows this to whoever looks at the query, now and later. */
  show<N extends LiveQueryName>(query: N, value: LiveOutput<N>) {
    this.revisions += 1;
    const revision = String(this.revisions);
    this.say(query, view => ({ kind: 'value', view, revision, value }));
  }

  /** Tells whoever looks at the query that it cannot be had. */
  fail(query: LiveQueryName, name: string, message: string) {
    this.say(query, view => ({
      kind: 'failed',
      view,
      error: { name, message },
    }));
  }

  /** Breaks the connection as a lost network does. */
  break(because: Error) {
    this.connection?.controller.error(because);
    this.connection = undefined;
  }

  fetch: FetchApi['fetch'] = async (_input, init) => {
    this.opened += 1;
    if (this.refusal) {
      const { status, name, message } = this.refusal;
      return Response.json(
        { error: { name, message }, response: { statusCode: status } },
        { status },
      );
    }
    const { views }: { views: LiveView[] } = JSON.parse(String(init?.body));
    const body = new ReadableStream<Uint8Array>({
      start: controller => {
        this.connection = { views, controller };
      },
    });
    views.forEach(view => this.tell(view));
    return new Response(body, {
      headers: { 'content-type': 'text/event-stream' },
    });
  };

  private say(query: string, saying: Saying) {
    this.said.set(query, saying);
    this.connection?.views
      .filter(view => view.query === query)
      .forEach(view => this.tell({ ...view, revision: undefined }));
  }

  private tell({ id, query, revision }: LiveView) {
    const event = this.said.get(query)?.(id);
    if (event) {
      const held = event.kind === 'value' && event.revision === revision;
      this.send(held ? { kind: 'unchanged', view: id } : event);
    }
  }

  private send(event: LiveEvent) {
    this.connection?.controller.enqueue(
      new TextEncoder().encode(
        `event: message\ndata: ${JSON.stringify(event)}\n\n`,
      ),
    );
  }
}
