import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { deserializeDirectoryContents } from '@backstage/plugin-scaffolder-node';
import type {
  CreationCheck,
  CreationChoices,
  CreationPreview,
  PreviewRequest,
} from '@pilothouse/plugin-platform-common';
import { z } from 'zod';
import type { Surroundings } from '../actions/Surroundings';
import { checksOf } from '../preview/checks';
import { withTexts } from '../preview/files';
import { previewOf } from '../preview/outlook';
import { teamOf } from '../service/name';
import { environmentsByTeam } from '../service/places';
import type { Tools } from '../tools/Tools';
import { choicesOf } from './choices';
import type { Written } from './TemplateRun';

const wantedSchema = z.object({
  item: z.string(),
  name: z.string(),
  plan: z.string().optional(),
  values: z.record(z.string(), z.unknown()).optional(),
});

const intentionSchema = z.object({
  name: z.string(),
  owner: z.string(),
  environments: z.array(z.string()).min(1),
  repoUrl: z.string(),
  cluster: z.string().optional(),
  sourcePath: z.string().optional(),
  chartPath: z.string().optional(),
  creates: z.enum(['application', 'service']).optional(),
  middleware: z.union([wantedSchema, z.array(wantedSchema)]).optional(),
});

/** Nothing is claimed for somebody who only looks. */
export const noTask = 'none';

/** Answers what the form of a service asks before anything is made. */
export class Creation {
  constructor(
    private readonly options: {
      readonly catalog: Pick<CatalogService, 'getEntities'>;
      /** Where repositories of services are, if that is the same for all. */
      readonly gitHost?: string;
      readonly surroundings: Surroundings;
      readonly tools: Pick<Tools, 'checksOf'>;
      /** Has a template written its files, with an empty folder to work in. */
      readonly write: (
        request: PreviewRequest,
        credentials: BackstageCredentials,
        folder: string,
        signal?: AbortSignal,
      ) => Promise<Written>;
    },
  ) {}

  /** What somebody may choose from. */
  async choices(credentials: BackstageCredentials): Promise<CreationChoices> {
    const { catalog, surroundings } = this.options;
    const { kube, people } = surroundings;
    const owners = await people.ownersFor(people.personOf(credentials));
    const { items } = await catalog.getEntities(
      { filter: [{ kind: 'group' }, { kind: 'system' }] },
      { credentials },
    );
    return choicesOf({
      groups: items.filter(entity => owners(entity)),
      systems: items.filter(({ kind }) => kind === 'System'),
      clusters: kube.reader.clusters(),
    });
  }

  /** Whether a name can be used for a service of a team, wherever it may run. */
  async name(
    { name, owner }: { name: string; owner: string },
    credentials: BackstageCredentials,
    signal?: AbortSignal,
  ): Promise<CreationCheck[]> {
    const { gitHost, surroundings } = this.options;
    const { kube, people } = surroundings;
    const team = teamOf(owner);
    const environments = environmentsByTeam(kube.reader.clusters()).get(team);
    const { checks } = await checksOf(
      surroundings,
      {
        service: { name, team },
        maker: { taskId: noTask, userEntityRef: people.personOf(credentials) },
        ...(gitHost && { repository: { host: gitHost, owner: team, name } }),
        environments: [...(environments ?? [])],
      },
      signal,
    );
    return checks.filter(({ check }) =>
      ['name', 'owner', 'free'].includes(check),
    );
  }

  /** All that a template would make of what was entered, and what is in the way. */
  async preview(
    request: PreviewRequest,
    credentials: BackstageCredentials,
    signal?: AbortSignal,
  ): Promise<CreationPreview> {
    const { surroundings, tools, write } = this.options;
    const userEntityRef = surroundings.people.personOf(credentials);
    const folder = await mkdtemp(join(tmpdir(), 'pilothouse-preview-'));
    try {
      const { files, input } = await write(
        request,
        credentials,
        join(folder, 'template'),
        signal,
      );
      const workspace = join(folder, 'workspace');
      await deserializeDirectoryContents(
        workspace,
        files.map(({ base64Content, ...file }) => ({
          ...file,
          content: Buffer.from(base64Content, 'base64'),
        })),
      );
      const { source, ...told } = await previewOf(
        surroundings,
        intentionOf(input),
        {
          ...{ workspace, who: credentials },
          maker: { taskId: noTask, userEntityRef },
        },
        signal,
      );
      return {
        ...told,
        files: await withTexts(source, told.files),
        checks: [
          ...told.checks,
          ...(await tools.checksOf(request.templateRef, credentials, signal)),
        ],
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function intentionOf(input: Record<string, unknown>) {
  const read = intentionSchema.safeParse(input);
  if (read.success) return read.data;
  throw new InputError(
    `The step pilothouse:preview of the template lacks something: ${z.prettifyError(
      read.error,
    )}`,
  );
}
