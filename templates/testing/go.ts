import { tmpdir } from 'node:os';
import { run } from './run.ts';

/** Its newest module. */
const MODULE = 'github.com/jstemmer/go-junit-report/v2@v2.1.0';

/** Why Go services cannot be built on this machine; undefined where they can. */
export async function goMissing(): Promise<string | undefined> {
  const program = process.env.PILOTHOUSE_GO ?? 'go';
  const go = (...args: string[]) => run(tmpdir(), program, args);
  const version = await go('env', 'GOVERSION').catch(() => '');
  const [, minor] = /^go1\.(\d+)/.exec(version) ?? [];
  if (Number(minor ?? 0) < 26) return 'there is no Go 1.26 or newer';
  return go('mod', 'download', MODULE).then(
    () => undefined,
    () => `Go gets no ${MODULE}`,
  );
}
