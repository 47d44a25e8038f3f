import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { adminKubeconfig } from '../platform/platform.ts';
import {
  ensureBuildEnvironment,
  linkPrograms,
} from '../parts/ci-server/build-environment.ts';
import type { Credential } from '../parts/ci-server/credential.ts';
import { deliveryConfig } from '../parts/portal/delivery-config.ts';
import { registryFiles } from '../parts/registry/access.ts';
import { openPlatform } from './tool.ts';

/** What a pipeline finds on the platform under test, as if its CI server had begun it. */
export interface Delivery {
  /** What templates are told: `scaffolder.defaultEnvironment.parameters`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Variables of a build, with the platform's programs linked into a folder. */
  environment(folder: string): Promise<Record<string, string>>;
  /** To push images, and to deploy a service into a namespace. */
  credentials(
    service: string,
    environment: string,
    namespace: string,
  ): Promise<readonly Credential[]>;
}

/** Reads what the platform under test has for pipelines. */
export function openDelivery(): Delivery {
  const platform = openPlatform();
  return {
    parameters:
      deliveryConfig(platform).scaffolder.defaultEnvironment.parameters,
    async environment(folder) {
      const programs = join(folder, 'programs');
      await linkPrograms(platform, programs);
      const variables = await ensureBuildEnvironment(
        process.env,
        join(folder, 'npmrc'),
      );
      return {
        ...variables,
        PATH: `${programs}:${process.env.PATH ?? ''}`,
        // The person's own, so that what was fetched once is not fetched again.
        HOME: homedir(),
      };
    },
    async credentials(service, environment, namespace) {
      const password = registryFiles(platform).password('ci');
      const config = await readFile(adminKubeconfig(platform), 'utf8');
      return [
        {
          id: 'pilothouse-registry',
          kind: 'username-password',
          username: 'ci',
          password: (await readFile(password, 'utf8')).trim(),
        },
        {
          id: `pilothouse-deploy.${service}.${environment}`,
          kind: 'secret-file',
          fileName: 'kubeconfig',
          content: Buffer.from(inNamespace(config, namespace)),
        },
      ];
    },
  };
}

/** A kubeconfig whose contexts name a namespace. */
function inNamespace(kubeconfig: string, namespace: string): string {
  const config: { contexts?: { context: { namespace?: string } }[] } =
    parse(kubeconfig);
  assert.ok(config.contexts?.length);
  for (const { context } of config.contexts) context.namespace = namespace;
  return stringify(config);
}
