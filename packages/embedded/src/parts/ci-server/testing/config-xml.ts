import { escapeXml } from '../jobs/xml.ts';

const DECLARATION = "<?xml version='1.1' encoding='UTF-8'?>\n";

/** A folder's config.xml as Jenkins writes it. */
export function folderXml(description = ''): string {
  return `${DECLARATION}<com.cloudbees.hudson.plugins.folder.Folder plugin="cloudbees-folder@6.9">
  <actions/>
  <description>${description}</description>
  <properties/>
  <folderViews class="com.cloudbees.hudson.plugins.folder.views.DefaultFolderViewHolder"/>
</com.cloudbees.hudson.plugins.folder.Folder>
`;
}

/** A pipeline's config.xml with the script in it. */
export function inlinePipelineXml(
  script: string,
  options: { readonly properties?: string; readonly more?: string } = {},
): string {
  return pipelineXml(
    `<definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition" plugin="workflow-cps@2.9">
    <script>${escapeXml(script)}</script>
    <sandbox>true</sandbox>
  </definition>`,
    options,
  );
}

/** A pipeline's config.xml with the Jenkinsfile in git. */
export function gitPipelineXml(
  url: string,
  options: {
    readonly branch?: string;
    readonly credentialsId?: string;
    readonly scriptPath?: string;
    readonly properties?: string;
  } = {},
): string {
  const credentials =
    options.credentialsId &&
    `<credentialsId>${options.credentialsId}</credentialsId>`;
  return pipelineXml(
    `<definition class="org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition" plugin="workflow-cps@2.9">
    <scm class="hudson.plugins.git.GitSCM" plugin="git@5.2">
      <configVersion>2</configVersion>
      <userRemoteConfigs>
        <hudson.plugins.git.UserRemoteConfig>
          <url>${escapeXml(url)}</url>${credentials ?? ''}
        </hudson.plugins.git.UserRemoteConfig>
      </userRemoteConfigs>
      <branches>
        <hudson.plugins.git.BranchSpec>
          <name>${options.branch ?? '*/main'}</name>
        </hudson.plugins.git.BranchSpec>
      </branches>
    </scm>
    <scriptPath>${options.scriptPath ?? 'Jenkinsfile'}</scriptPath>
    <lightweight>true</lightweight>
  </definition>`,
    options,
  );
}

/** A multibranch project's config.xml with one git source. */
export function multibranchXml(
  url: string,
  options: { readonly excludes?: string } = {},
): string {
  return `${DECLARATION}<org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject plugin="workflow-multibranch@7.1">
  <actions/>
  <description></description>
  <properties/>
  <orphanedItemStrategy class="com.cloudbees.hudson.plugins.folder.computed.DefaultOrphanedItemStrategy">
    <pruneDeadBranches>true</pruneDeadBranches>
  </orphanedItemStrategy>
  <sources class="jenkins.branch.MultiBranchProject$BranchSourceList">
    <data>
      <jenkins.branch.BranchSource>
        <source class="jenkins.plugins.git.GitSCMSource" plugin="git@5.2">
          <remote>${escapeXml(url)}</remote>
          <credentialsId></credentialsId>
          <traits>
            <jenkins.plugins.git.traits.BranchDiscoveryTrait/>
            <jenkins.scm.impl.trait.WildcardSCMHeadFilterTrait>
              <includes>*</includes>
              <excludes>${options.excludes ?? ''}</excludes>
            </jenkins.scm.impl.trait.WildcardSCMHeadFilterTrait>
          </traits>
        </source>
      </jenkins.branch.BranchSource>
    </data>
  </sources>
  <factory class="org.jenkinsci.plugins.workflow.multibranch.WorkflowBranchProjectFactory">
    <scriptPath>Jenkinsfile</scriptPath>
  </factory>
</org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject>
`;
}

function pipelineXml(
  definition: string,
  options: { readonly properties?: string; readonly more?: string },
): string {
  return `${DECLARATION}<flow-definition plugin="workflow-job@2.40">
  <actions/>
  <description></description>
  <keepDependencies>false</keepDependencies>
  <properties>${options.properties ?? ''}</properties>
  ${definition}
  <triggers/>
  ${options.more ?? ''}
  <disabled>false</disabled>
</flow-definition>
`;
}
