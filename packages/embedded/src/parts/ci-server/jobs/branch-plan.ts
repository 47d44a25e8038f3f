import type { MultibranchConfig } from './config.ts';
import { escapeXml } from './xml.ts';

/** What is known of the job of a branch. */
export interface KnownBranch {
  readonly branch: string;
  readonly seenCommit?: string;
}

/** What is to be done about a branch. */
export type BranchStep =
  | { readonly kind: 'look'; readonly branch: string; readonly commit: string }
  | { readonly kind: 'gone'; readonly branch: string };

/**
 * Compares the branches of a repository with the jobs that are there.
 *
 * @param heads - branches with their commits
 */
export function planBranches(
  config: MultibranchConfig,
  heads: ReadonlyMap<string, string>,
  known: readonly KnownBranch[],
): BranchStep[] {
  const { includes, excludes } = config.source;
  const wanted = [...heads].filter(
    ([branch]) => matches(includes, branch) && !matches(excludes, branch),
  );
  const seen = new Map(known.map(each => [each.branch, each.seenCommit]));
  const names = new Set(wanted.map(([branch]) => branch));
  return [
    ...wanted
      .filter(([branch, commit]) => seen.get(branch) !== commit)
      .map(([branch, commit]) => ({ kind: 'look', branch, commit } as const)),
    ...known
      .filter(({ branch }) => config.pruneDeadBranches && !names.has(branch))
      .map(({ branch }) => ({ kind: 'gone', branch } as const)),
  ];
}

function matches(patterns: readonly string[], branch: string): boolean {
  return patterns.some(pattern => {
    const literal = pattern
      .split('*')
      .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${literal.join('.*')}$`).test(branch);
  });
}

/** Configuration of the job of one branch. */
export function branchXml(config: MultibranchConfig, branch: string): string {
  const { url, credentialsId } = config.source;
  const credentials =
    credentialsId === undefined
      ? ''
      : `<credentialsId>${escapeXml(credentialsId)}</credentialsId>`;
  return `<?xml version='1.1' encoding='UTF-8'?>
<flow-definition>
  <properties/>
  <definition class="org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition">
    <scm class="hudson.plugins.git.GitSCM">
      <userRemoteConfigs>
        <hudson.plugins.git.UserRemoteConfig>
          <url>${escapeXml(url)}</url>${credentials}
        </hudson.plugins.git.UserRemoteConfig>
      </userRemoteConfigs>
      <branches>
        <hudson.plugins.git.BranchSpec>
          <name>refs/heads/${escapeXml(branch)}</name>
        </hudson.plugins.git.BranchSpec>
      </branches>
    </scm>
    <scriptPath>${escapeXml(config.scriptPath)}</scriptPath>
  </definition>
  <disabled>false</disabled>
</flow-definition>
`;
}

/** Whether two addresses mean the same repository. */
export function sameRepository(a: string, b: string): boolean {
  return normalized(a) === normalized(b);
}

function normalized(url: string): string {
  return url
    .replace(/^(https?:\/\/)[^/@]*@/, '$1')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}
