import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FETCH_MS = 10 * 60_000;
const LONGEST = 900;
/** What Maven reads of a set that is wanted. */
const PROJECT = 'pom.xml';

/** A package of one registry, pinned by version and by the digest of its archive. */
export interface RegistryPackage {
  readonly registry: 'npm' | 'PyPI' | 'Maven';
  readonly name: string;
  readonly version: string;
  /** Of the archive, as the registry writes it; of several, of what `sha256sum *` says of them. */
  readonly digest: string;
  /** Size of the archive, for people, for example `24 MB`. */
  readonly size: string;
  /** Which of a version's files is wanted, where the registry has several. */
  readonly wheel?: {
    readonly python: string;
    readonly abi: string;
    readonly platform: string;
  };
  /**
   * Of Maven: that all which it needs to run is fetched along, and these artifacts, whose own
   * needs come first where two name different versions.
   */
  readonly along?: readonly string[];
}

interface Client {
  /** What people call one of its packages. */
  readonly word: string;
  /** What the package is fetched with, and where it is told of which registry. */
  readonly program: string;
  readonly settings: string;
  readonly digest: readonly [
    algorithm: 'sha256' | 'sha512',
    encoding: 'base64' | 'hex',
  ];
  command(wanted: RegistryPackage, folder: string): readonly string[];
  /** Writes what the command reads, into the folder in which it runs. */
  prepare?(wanted: RegistryPackage, folder: string): Promise<void>;
  /** What a person installs who lacks the program, where not all who start a platform have it. */
  readonly comesWith?: string;
  /** What the package and its version are called together. */
  specification(wanted: RegistryPackage): string;
}

const CLIENTS: Readonly<Record<RegistryPackage['registry'], Client>> = {
  npm: {
    word: 'npm package',
    program: 'npm',
    settings: 'the registry in your npmrc',
    digest: ['sha512', 'base64'],
    specification: ({ name, version }) => `${name}@${version}`,
    command: (wanted, folder) => [
      ...['npm', 'pack', '--silent', '--pack-destination', folder],
      CLIENTS.npm.specification(wanted),
    ],
  },
  PyPI: {
    word: 'Python package',
    program: 'pip',
    settings: 'the index in your pip configuration',
    digest: ['sha256', 'hex'],
    specification: ({ name, version }) => `${name}==${version}`,
    command: (wanted, folder) => [
      ...['python3', '-m', 'pip', 'download', '--quiet'],
      ...['--disable-pip-version-check', '--no-deps', '--only-binary=:all:'],
      ...(wanted.wheel
        ? [
            ...['--implementation', 'cp'],
            ...['--python-version', wanted.wheel.python],
            ...['--abi', wanted.wheel.abi],
            ...['--platform', wanted.wheel.platform],
          ]
        : []),
      ...['--dest', folder, CLIENTS.PyPI.specification(wanted)],
    ],
  },
  Maven: {
    word: 'Maven artifact',
    program: 'mvn',
    settings: 'the repositories in your settings.xml',
    comesWith: 'Apache Maven and Java 17',
    digest: ['sha256', 'hex'],
    specification: ({ name, version }) => `${name}:${version}`,
    command: (wanted, folder) => [
      ...['mvn', '--batch-mode', '--quiet'],
      ...(wanted.along
        ? [
            ...['--file', PROJECT, 'dependency:copy-dependencies'],
            '-DincludeScope=runtime',
          ]
        : [
            'dependency:copy',
            `-Dartifact=${CLIENTS.Maven.specification(wanted)}`,
          ]),
      `-DoutputDirectory=${folder}`,
    ],
    async prepare(wanted, folder) {
      if (wanted.along)
        await writeFile(join(folder, PROJECT), projectOf(wanted));
    },
  },
};

/** A project of Maven that needs an artifact and those that come along. */
function projectOf(wanted: RegistryPackage): string {
  const all = [
    ...(wanted.along ?? []),
    CLIENTS.Maven.specification(wanted),
  ].map(specification => {
    const [group, artifact, version] = specification.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>fetched</groupId><artifactId>fetched</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>
${all.join('\n')}
</dependencies></project>
`;
}

/** What a package is called to a person, for example `npm package a, 24 MB`. */
export function describePackage(wanted: RegistryPackage): string {
  const { word, specification } = CLIENTS[wanted.registry];
  return `${word} ${specification(wanted)}, ${wanted.size}`;
}

/**
 * Fetches a package as the registry's own client is set up for on this machine.
 *
 * @param folder - where the archive is put; empty before
 * @returns path of the archive, which is the one that was published; of several, of their folder
 * @throws with a sentence for a person
 */
export async function fetchPackage(
  wanted: RegistryPackage,
  folder: string,
): Promise<string> {
  const { command, prepare, program, settings, specification, comesWith } =
    CLIENTS[wanted.registry];
  const what = specification(wanted);
  const into = wanted.along ? join(folder, 'all') : folder;
  const [file = '', ...args] = command(wanted, into);
  await prepare?.(wanted, folder);
  try {
    await run(file, args, { cwd: folder, timeout: FETCH_MS });
  } catch (error) {
    if (comesWith && isMissing(error)) {
      throw new Error(
        `${what} is fetched with ${program}, which is not on this machine. Install ${comesWith}; it is tried again.`,
      );
    }
    const said = error instanceof Error ? error.message.trim() : String(error);
    const message = `${what} could not be fetched with ${program}; it is tried again. ${said}`;
    throw new Error(message.slice(0, LONGEST));
  }
  const [archive] = await readdir(into).catch(() => []);
  if (archive === undefined) throw new Error(`${program} has fetched nothing.`);
  const path = wanted.along ? into : join(into, archive);
  if ((await digestOf(path, wanted)) !== wanted.digest) {
    throw new Error(
      `The registry gave another ${what} than was published: its digest differs. Check ${settings}.`,
    );
  }
  return path;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function digestOf(
  path: string,
  { along, registry }: RegistryPackage,
): Promise<string> {
  const { digest } = CLIENTS[registry];
  return along ? digestOfAll(path) : digestOfFile(path, digest);
}

/** Of the names and digests of all files of a folder, one a line. */
async function digestOfAll(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort()) {
    const own = await digestOfFile(join(folder, name), ['sha256', 'hex']);
    hash.update(`${own}  ${name}\n`);
  }
  return hash.digest('hex');
}

async function digestOfFile(
  path: string,
  [algorithm, encoding]: Client['digest'],
): Promise<string> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path), hash);
  return hash.digest(encoding);
}
