import { execFile } from 'node:child_process';

/**
 * Runs a program in a folder.
 *
 * @returns what it wrote to its standard output
 * @throws an error with all that it wrote when it does not end with success
 */
export function run(
  folder: string,
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      program,
      args,
      {
        cwd: folder,
        // With this variable a test runner takes itself for a part of this one.
        env: { ...process.env, NODE_TEST_CONTEXT: undefined, ...env },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        if (!error) resolve(stdout);
        else
          reject(
            new Error(
              `${program} ${args.join(' ')}: ${
                error.message
              }\n${stdout}${stderr}`,
            ),
          );
      },
    );
  });
}
