import { amended, buildsFrom } from './settings';
import { credentialXml, escapeXml, multibranchXml } from './xml';

const job = {
  fullName: 'shop/web',
  sourceUrl: 'https://git.example.com/shop/web.git?a=1&b=2',
  credentialsId: 'git',
};
const xml = multibranchXml(job);

describe('the configuration of a job', () => {
  it('is known by the repository', () => {
    expect(buildsFrom(xml, job)).toBe(true);
    expect(buildsFrom(xml, { ...job, sourceUrl: 'x' })).toBe(false);
  });

  it.each([
    ['the script', { scriptPath: 'ci/Jenkinsfile' }, /ci\/Jenkinsfile/],
    ['the credential', { credentialsId: 'other' }, /<credentialsId>other</],
    ['the description', { description: 'a < $& b' }, /a &lt; \$&amp; b/],
  ])('is amended by %s', (_, change, expected) => {
    expect(amended(xml, { ...job, ...change })).toMatch(expected);
  });

  it('is left alone when it is as wanted', () => {
    expect(amended(xml, job)).toBeUndefined();
  });

  it('keeps what people have set besides', () => {
    const theirs = xml.replace('<traits>', '<traits><theirs/>');
    const result = amended(theirs, { ...job, scriptPath: 'other' });
    expect(result).toContain('<theirs/>');
  });
});

const property = `<properties>
    <org.example.Notifier plugin="notifier@1">
      <description>theirs</description>
      <remote>${job.sourceUrl.replaceAll('&', '&amp;')}</remote>
      <credentialsId>theirs</credentialsId>
      <scriptPath>theirs</scriptPath>
    </org.example.Notifier>
    <!-- <credentialsId>theirs</credentialsId> -->
    <org.example.Empty/>
  </properties>`;
const withProperty = (text: string) =>
  text.replace('<description></description>', property);

describe('elements of the same name elsewhere', () => {
  const theirs = withProperty(xml);

  it('tell nothing of the repository', () => {
    const another = withProperty(
      multibranchXml({ ...job, sourceUrl: 'https://git.example.com/x.git' }),
    );
    expect(buildsFrom(theirs, job)).toBe(true);
    expect(buildsFrom(another, job)).toBe(false);
  });

  it('are left alone', () => {
    const wanted = {
      ...job,
      credentialsId: 'new',
      scriptPath: 'ci',
      description: 'ours',
    };
    const result = amended(theirs, wanted) ?? '';
    expect(result).toContain(property);
    expect(result.match(/<credentialsId>new</g)).toHaveLength(1);
    expect(result.match(/<scriptPath>ci</g)).toHaveLength(1);
    expect(result.match(/<description>ours</g)).toHaveLength(1);
    expect(amended(result, wanted)).toBeUndefined();
  });
});

describe('an element that is missing', () => {
  it.each([
    ['the description', '<description></description>', { description: 'ours' }],
    ['the credential', '<credentialsId>git</credentialsId>', {}],
    ['the script', '<scriptPath>Jenkinsfile</scriptPath>', {}],
  ])('is put in: %s', (_, element, change) => {
    const theirs = xml
      .replace(element, '')
      .replace('<traits>', '<traits><theirs/>');
    const result = amended(theirs, { ...job, ...change }) ?? '';
    expect(result).toContain('<theirs/>');
    expect(amended(result, { ...job, ...change })).toBeUndefined();
    expect(buildsFrom(result, job)).toBe(true);
  });

  it('is refused where it has no place', () => {
    const theirs = xml.replace(/<factory [\s\S]*<\/factory>/, '');
    expect(() => amended(theirs, job)).toThrow(
      expect.objectContaining({
        name: 'ConflictError',
        message: expect.stringContaining('scriptPath'),
      }),
    );
  });
});

describe('a credential', () => {
  it('has its secret escaped', () => {
    const secret = { kind: 'secret-text', secret: '<&>' } as const;
    const made = credentialXml({ folder: 'shop', id: 't', content: secret });
    expect(made).toContain('<secret>&lt;&amp;&gt;</secret>');
  });

  it('is refused with what XML cannot have', () => {
    expect(() => escapeXml('a\u0000b')).toThrow('control characters');
    expect(escapeXml('a\tb\nc')).toBe('a\tb\nc');
  });
});
