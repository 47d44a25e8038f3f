import { InputError } from '@backstage/errors';
import type {
  CiCredential,
  MultibranchJob,
} from '@pilothouse/plugin-platform-node';

const declaration = "<?xml version='1.1' encoding='UTF-8'?>\n";

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // Bare, it would be read as the end of a line.
  '\r': '&#13;',
};

/**
 * A text as the content of an element.
 *
 * @throws InputError for characters that XML cannot have
 */
export function escapeXml(text: string): string {
  if (/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/u.test(text)) {
    throw new InputError('A text for Jenkins must not have control characters');
  }
  return text.replace(/[&<>"'\r]/g, found => entities[found] ?? found);
}

/** Configuration of a folder. */
export function folderXml(description = ''): string {
  return `${declaration}<com.cloudbees.hudson.plugins.folder.Folder>
  <description>${escapeXml(description)}</description>
</com.cloudbees.hudson.plugins.folder.Folder>
`;
}

/** Configuration of a multibranch job with one git repository. */
export function multibranchXml(job: MultibranchJob): string {
  const { fullName, sourceUrl, credentialsId = '', description = '' } = job;
  return `${declaration}<org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject>
  <description>${escapeXml(description)}</description>
  <orphanedItemStrategy class="com.cloudbees.hudson.plugins.folder.computed.DefaultOrphanedItemStrategy">
    <pruneDeadBranches>true</pruneDeadBranches>
    <daysToKeep>-1</daysToKeep>
    <numToKeep>-1</numToKeep>
  </orphanedItemStrategy>
  <sources class="jenkins.branch.MultiBranchProject$BranchSourceList">
    <data>
      <jenkins.branch.BranchSource>
        <source class="jenkins.plugins.git.GitSCMSource">
          <id>${escapeXml(fullName)}</id>
          <remote>${escapeXml(sourceUrl)}</remote>
          <credentialsId>${escapeXml(credentialsId)}</credentialsId>
          <traits>
            <jenkins.plugins.git.traits.BranchDiscoveryTrait/>
          </traits>
        </source>
      </jenkins.branch.BranchSource>
    </data>
    <owner class="org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject" reference="../.."/>
  </sources>
  <factory class="org.jenkinsci.plugins.workflow.multibranch.WorkflowBranchProjectFactory">
    <owner class="org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject" reference="../.."/>
    <scriptPath>${escapeXml(scriptPathOf(job))}</scriptPath>
  </factory>
</org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject>
`;
}

/** Path of the pipeline's script of a job. */
export function scriptPathOf({ scriptPath }: MultibranchJob): string {
  return scriptPath ?? 'Jenkinsfile';
}

/** A credential as the credentials plugin takes it. */
export function credentialXml(credential: CiCredential): string {
  const { id, description = '', content } = credential;
  const common = `
  <scope>GLOBAL</scope>
  <id>${escapeXml(id)}</id>
  <description>${escapeXml(description)}</description>`;
  switch (content.kind) {
    case 'username-password':
      return element(
        'com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl',
        `${common}
  <username>${escapeXml(content.username)}</username>
  <password>${escapeXml(content.password)}</password>`,
      );
    case 'secret-text':
      return element(
        'org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl',
        `${common}
  <secret>${escapeXml(content.secret)}</secret>`,
      );
    case 'secret-file':
      return element(
        'org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl',
        `${common}
  <fileName>${escapeXml(content.fileName)}</fileName>
  <secretBytes>${Buffer.from(content.content).toString(
    'base64',
  )}</secretBytes>`,
      );
    default:
      throw new InputError('A credential of a kind that is not known');
  }
}

function element(name: string, content: string): string {
  return `<${name}>${content}\n</${name}>\n`;
}
