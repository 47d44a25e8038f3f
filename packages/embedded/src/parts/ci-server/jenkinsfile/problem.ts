/** A place in a Jenkinsfile; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A Jenkinsfile that cannot be run, told the way Jenkins tells it. */
export class JenkinsfileProblem extends Error {
  readonly at: Position;

  constructor(what: string, at: Position) {
    super(
      `WorkflowScript: ${at.line}: ${what} @ line ${at.line}, column ${at.column}.`,
    );
    this.name = 'JenkinsfileProblem';
    this.at = at;
  }
}

/** A list of words for a sentence: `[always, changed]`. */
export function listed(words: Iterable<string>): string {
  return `[${[...words].sort((a, b) => (a < b ? -1 : 1)).join(', ')}]`;
}

/** The lines that Jenkins writes into a build's log for a Jenkinsfile that it cannot read. */
export function describeProblem(
  problem: JenkinsfileProblem,
  source: string,
): string[] {
  const { line, column } = problem.at;
  const text = source.split(/\r?\n/)[line - 1] ?? '';
  const indent = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return [
    'org.codehaus.groovy.control.MultipleCompilationErrorsException: startup failed:',
    problem.message,
    `   ${text}`,
    `   ${indent}^`,
    '',
    '1 error',
    '',
  ];
}
