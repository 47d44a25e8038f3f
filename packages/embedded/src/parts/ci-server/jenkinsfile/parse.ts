import type { DeclaredProperties } from '../model.ts';
import { readEntries, Sections } from './blocks.ts';
import { tokenize } from './lexer.ts';
import { readPipelineOptions } from './options.ts';
import { readParameters, readTriggers } from './parameters.ts';
import type { Pipeline } from './pipeline-syntax.ts';
import { listed } from './problem.ts';
import { readAgent, readEnvironment, readPost, readTools } from './sections.ts';
import { readStages } from './stages.ts';
import { TokenReader } from './token-reader.ts';
import { describeToken } from './tokens.ts';

const KNOWN = [
  ...['agent', 'environment', 'options', 'parameters', 'post', 'stages'],
  ...['tools', 'triggers'],
];

/**
 * Reads a declarative Jenkinsfile: https://www.jenkins.io/doc/book/pipeline/syntax/.
 *
 * @throws JenkinsfileProblem that names line and column of what is not understood
 */
export function parseJenkinsfile(source: string): Pipeline {
  const reader = new TokenReader(tokenize(source));
  if (!reader.isWord('pipeline') || !reader.isSymbol('{', 1))
    throw reader.problem(
      `Expected "pipeline {": only declarative pipelines are known here; found ${describeToken(
        reader.next,
      )}`,
    );
  const { at } = reader.take();
  const pipeline = readPipeline(reader, at);
  reader.skipSemicolons();
  if (reader.next.kind !== 'end')
    throw reader.problem(
      `Expected the end of the file after the pipeline, found ${describeToken(
        reader.next,
      )}`,
    );
  return pipeline;
}

type Draft = {
  -readonly [K in keyof Pipeline]?: Pipeline[K];
} & {
  job?: ReturnType<typeof readPipelineOptions>['job'];
  parameters?: DeclaredProperties['parameters'];
  triggers?: DeclaredProperties['triggers'];
};

function readPipeline(reader: TokenReader, at: TokenReader['at']): Pipeline {
  const draft: Draft = {};
  const sections = new Sections(
    reader,
    name => `Undefined section "${name}". Known are ${listed(KNOWN)}`,
  );
  const known = pipelineSections(reader, draft);
  readEntries(
    reader,
    (name, place) => sections.read(known, name, place),
    'a section',
  );
  const { agent, stages, job } = draft;
  if (!agent) throw reader.problem('Missing required section "agent"', at);
  if (!stages) throw reader.problem('Missing required section "stages"', at);
  const { environment = [], options = {}, post = [], tools = [] } = draft;
  const { parameters = [], triggers = [] } = draft;
  const declared: DeclaredProperties = {
    concurrency: 'allowed',
    ...job,
    parameters,
    triggers,
  };
  return { agent, stages, environment, options, post, tools, declared };
}

function pipelineSections(
  reader: TokenReader,
  draft: Draft,
): Record<string, () => void> {
  return {
    agent: () => (draft.agent = readAgent(reader)),
    environment: () => (draft.environment = readEnvironment(reader)),
    options: () => Object.assign(draft, readPipelineOptions(reader)),
    parameters: () => (draft.parameters = readParameters(reader)),
    post: () => (draft.post = readPost(reader)),
    stages: () => (draft.stages = readStages(reader, new Set())),
    tools: () => (draft.tools = readTools(reader)),
    triggers: () => (draft.triggers = readTriggers(reader)),
  };
}
