import { z } from 'zod';
import type {
  Concurrency,
  Definition,
  Discarder,
  FolderConfig,
  MultibranchConfig,
  PipelineConfig,
} from './config.ts';
import { parameterDefinitionsSchema } from './parameter-schemas.ts';
import {
  countSchema,
  elementSchema,
  flagSchema,
  onlySchema,
  optionalWordSchema,
  repeatedSchema,
  textSchema,
  wordSchema,
} from './xml.ts';

const commonShape = {
  description: textSchema.transform(text => text || undefined).optional(),
  displayName: optionalWordSchema,
};

const scriptPathSchema = optionalWordSchema.transform(
  path => path ?? 'Jenkinsfile',
);

const concurrencySchema = elementSchema({
  abortPrevious: flagSchema,
}).transform(
  ({ abortPrevious }): Concurrency =>
    abortPrevious ? 'abort-previous' : 'one-at-a-time',
);

const discarderSchema = elementSchema({
  strategy: elementSchema({ daysToKeep: countSchema, numToKeep: countSchema }),
}).transform(({ strategy }): Discarder => strategy);

const propertiesSchema = elementSchema({
  'org.jenkinsci.plugins.workflow.job.properties.DisableConcurrentBuildsJobProperty':
    z.union([z.undefined(), concurrencySchema]),
  'jenkins.model.BuildDiscarderProperty': z.union([
    z.undefined(),
    discarderSchema,
  ]),
  'hudson.model.ParametersDefinitionProperty': elementSchema({
    parameterDefinitions: parameterDefinitionsSchema,
  }),
}).transform(found => ({
  concurrency:
    found[
      'org.jenkinsci.plugins.workflow.job.properties.DisableConcurrentBuildsJobProperty'
    ] ?? ('allowed' as const),
  discarder: found['jenkins.model.BuildDiscarderProperty'],
  parameters:
    found['hudson.model.ParametersDefinitionProperty'].parameterDefinitions,
}));

const remoteSchema = elementSchema({
  url: wordSchema.pipe(z.string().min(1, 'a repository needs an address')),
  credentialsId: optionalWordSchema,
});

const gitSchema = z.object({
  '@class': z.literal('hudson.plugins.git.GitSCM'),
  userRemoteConfigs: elementSchema({
    'hudson.plugins.git.UserRemoteConfig': onlySchema(
      remoteSchema,
      'exactly one repository is supported',
    ),
  }),
  branches: elementSchema({
    'hudson.plugins.git.BranchSpec': repeatedSchema(
      elementSchema({ name: optionalWordSchema }),
    ),
  }),
});

const definitionSchema = z.discriminatedUnion('@class', [
  z
    .object({
      '@class': z.literal(
        'org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition',
      ),
      script: textSchema.optional().default(''),
    })
    .transform(({ script }): Definition => ({ kind: 'inline', script })),
  z
    .object({
      '@class': z.literal(
        'org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition',
      ),
      scm: gitSchema,
      scriptPath: scriptPathSchema,
    })
    .transform(({ scm, scriptPath }): Definition => {
      const remote =
        scm.userRemoteConfigs['hudson.plugins.git.UserRemoteConfig'];
      const [branch] = scm.branches['hudson.plugins.git.BranchSpec'];
      return {
        kind: 'git',
        url: remote.url,
        credentialsId: remote.credentialsId,
        branch: branch?.name ?? '*/master',
        scriptPath,
      };
    }),
]);

/** `com.cloudbees.hudson.plugins.folder.Folder` */
export const folderSchema = elementSchema(commonShape).transform(
  (common): FolderConfig => ({ kind: 'folder', ...common }),
);

/** `flow-definition` */
export const pipelineSchema = elementSchema({
  ...commonShape,
  disabled: flagSchema,
  quietPeriod: countSchema,
  properties: propertiesSchema,
  definition: definitionSchema,
}).transform(
  ({ properties, ...rest }): PipelineConfig => ({
    kind: 'pipeline',
    ...rest,
    ...properties,
  }),
);

const sourceSchema = z.object({
  '@class': z.literal('jenkins.plugins.git.GitSCMSource'),
  remote: wordSchema.pipe(z.string().min(1, 'a repository needs an address')),
  credentialsId: optionalWordSchema,
  traits: elementSchema({
    'jenkins.scm.impl.trait.WildcardSCMHeadFilterTrait': elementSchema({
      includes: optionalWordSchema,
      excludes: optionalWordSchema,
    }),
  }),
});

const branchSourceSchema = elementSchema({ source: sourceSchema });

/** `org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject` */
export const multibranchSchema = elementSchema({
  ...commonShape,
  disabled: flagSchema,
  sources: elementSchema({
    data: elementSchema({
      'jenkins.branch.BranchSource': onlySchema(
        branchSourceSchema,
        'exactly one branch source is supported',
      ),
    }),
  }).transform(({ data }) => data['jenkins.branch.BranchSource']),
  factory: elementSchema({ scriptPath: scriptPathSchema }),
  orphanedItemStrategy: elementSchema({
    pruneDeadBranches: flagSchema.unwrap().default(true),
  }),
}).transform(
  ({ sources, factory, orphanedItemStrategy, ...rest }): MultibranchConfig => {
    const { remote, credentialsId, traits } = sources.source;
    const filter = traits['jenkins.scm.impl.trait.WildcardSCMHeadFilterTrait'];
    return {
      kind: 'multibranch',
      ...rest,
      source: {
        url: remote,
        credentialsId,
        includes: words(filter.includes ?? '*'),
        excludes: words(filter.excludes ?? ''),
      },
      scriptPath: factory.scriptPath,
      pruneDeadBranches: orphanedItemStrategy.pruneDeadBranches,
    };
  },
);

function words(text: string): string[] {
  return text.split(/\s+/).filter(word => word !== '');
}
