import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Addresses as a platform's `scaffolder.defaultEnvironment.parameters` has them. */
export const ADDRESSES = {
  gitHost: 'git.example.com',
  gitUrl: 'https://git.example.com',
  registry: 'registry.example.com:5000',
  nodeImage: 'registry.example.com:5000/library/node:22',
  pythonImage: 'registry.example.com:5000/library/python:3.11',
  javaImage: 'registry.example.com:5000/library/java:17',
  staticImage: 'registry.example.com:5000/library/static:1',
  serviceDomain: 'apps.example.com',
  serviceUrlSuffix: 'apps.example.com:8080',
};

const messageSchema = z.object({ status: z.number(), text: z.string() });
const answerSchema = z.object({
  log: z.array(
    z.object({
      body: z.looseObject({
        message: z.string(),
        stepId: z.string().optional(),
      }),
    }),
  ),
  directoryContents: z.array(
    z.object({ path: z.string(), base64Content: z.string() }),
  ),
  output: z.looseObject({
    links: z
      .array(z.looseObject({ title: z.string(), url: z.string().optional() }))
      .optional(),
  }),
});

/** What a template makes. */
export interface Rendering {
  /** Text of each file, by its path. */
  readonly files: ReadonlyMap<string, string>;
  /** What each step would have been given, by the step's id. */
  readonly inputs: ReadonlyMap<string, unknown>;
  readonly links: readonly { readonly title: string; readonly url?: string }[];
}

/** Backstage's own scaffolder, which fills templates in without doing anything. */
export interface Scaffolder {
  /** @throws the scaffolder's answer where it refuses the values */
  render(values: object): Promise<Rendering>;
  stop(): Promise<void>;
}

/**
 * Starts the scaffolder with a template. It runs in a process of its own, because its
 * workers go on waiting after it is stopped.
 *
 * @param template - its file, or the folder in which it is `template.yaml`
 * @param parameters - what templates are told of the platform
 */
export async function startScaffolder(
  template: string,
  parameters: Readonly<Record<string, string>> = ADDRESSES,
): Promise<Scaffolder> {
  const program = join(import.meta.dirname, 'dry-run-main.ts');
  const file = template.endsWith('.yaml')
    ? template
    : join(template, 'template.yaml');
  const child = fork(program, [file, JSON.stringify(parameters)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const broken = ended.then(([code]) => {
    throw new Error(`the scaffolder ended with code ${code}`);
  });
  // It is heard by whoever waits for an answer.
  broken.catch(() => undefined);
  const next = async () => {
    const [message] = await Promise.race([once(child, 'message'), broken]);
    return messageSchema.parse(message);
  };
  await next();
  return {
    async render(values) {
      child.send(values);
      const { status, text } = await next();
      if (status !== 200) throw new Error(text);
      return toRendering(answerSchema.parse(JSON.parse(text)));
    },
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Writes a rendering into a folder. */
export async function writeRendering(
  { files }: Rendering,
  folder: string,
): Promise<void> {
  for (const [path, text] of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

const INPUT = /in dry-run mode with inputs \(secrets redacted\): (\{.*\})\s*$/s;

function toRendering({
  log,
  directoryContents,
  output,
}: z.infer<typeof answerSchema>): Rendering {
  const files = directoryContents.map(
    ({ path, base64Content }) =>
      [path, Buffer.from(base64Content, 'base64').toString('utf8')] as const,
  );
  const inputs = log.flatMap(({ body: { message, stepId } }) => {
    const [, input] = INPUT.exec(message) ?? [];
    return stepId && input
      ? [[stepId, JSON.parse(input) as unknown] as const]
      : [];
  });
  return {
    files: new Map(files),
    inputs: new Map(inputs),
    links: output.links ?? [],
  };
}
