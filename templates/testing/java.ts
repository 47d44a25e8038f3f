import { tmpdir } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { run } from './run.ts';

/** What everything of a Spring Boot service follows from. */
const PARENT = 'org.springframework.boot:spring-boot-starter-parent:4.1.2:pom';

/** Why Java services cannot be built on this machine; undefined where they can. */
export async function javaMissing(): Promise<string | undefined> {
  const javac = await run(tmpdir(), 'javac', ['-version']).catch(() => '');
  const [, major] = /javac (\d+)/.exec(javac) ?? [];
  if (Number(major ?? 0) < 17) return 'there is no JDK of Java 17 or newer';
  const mvn = (...args: string[]) => run(tmpdir(), 'mvn', ['-B', ...args]);
  const maven = await mvn('-version').catch(() => '');
  if (!/^Apache Maven (3\.[6-9]|[4-9])/.test(stripVTControlCharacters(maven)))
    return 'there is no Maven 3.6.3 or newer';
  const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.11.0';
  return mvn(`${plugin}:get`, `-Dartifact=${PARENT}`).then(
    () => undefined,
    () => `Maven gets no ${PARENT}`,
  );
}
