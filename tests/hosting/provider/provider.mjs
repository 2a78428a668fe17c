// A real OpenID provider on loopback: `node provider.mjs PORT ACCOUNTS.json CLIENT_ID CLIENT_SECRET`.
// Accounts are {name: {sub, name, groups, password}}; a client on any port of localhost may come for them.
import { readFileSync } from 'node:fs';
import { Provider } from 'oidc-provider';

const [port, file, clientId, clientSecret] = process.argv.slice(2);
const accounts = JSON.parse(readFileSync(file, 'utf8'));
const bySubject = new Map(Object.values(accounts).map((one) => [one.sub, one]));
const issuer = `http://127.0.0.1:${port}`;

const html = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const page = (title, body) =>
  `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${html(title)}</title>` +
  `<link rel="icon" href="data:,"></head><body><h1>${html(title)}</h1>${body}</body></html>`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: ['https://localhost/login/callback'],
      post_logout_redirect_uris: ['https://localhost/ended?why=logout'],
    },
  ],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'] },
  cookies: { keys: ['only of this run'] },
  pkce: { required: () => true },
  ttl: { Session: 3600, Interaction: 600, Grant: 3600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
  findAccount: (_ctx, sub) => {
    const found = bySubject.get(sub);
    if (!found) return undefined;
    return {
      accountId: sub,
      claims: () => ({ sub, name: found.name, preferred_username: found.sub, groups: found.groups ?? [] }),
    };
  },
  // Nobody is asked what the dashboard may know: it is an office's own.
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      logoutSource: (ctx, form) => {
        ctx.body = page('统一身份认证：退出', `${form}<button form="op.logoutForm" name="logout" value="yes">退出</button>`);
      },
    },
  },
  renderError: (ctx, out) => {
    ctx.type = 'html';
    ctx.body = page('统一身份认证：出错', `<pre>${html(JSON.stringify(out))}</pre>`);
  },
});

// Every test has a dashboard on a port of its own.
const isDashboard = (uri, path) => {
  const { protocol, hostname, pathname } = new URL(uri);
  return ['https:', 'http:'].includes(protocol) && ['localhost', '127.0.0.1'].includes(hostname) && pathname === path;
};
provider.Client.prototype.redirectUriAllowed = (uri) => isDashboard(uri, '/login/callback');
provider.Client.prototype.postLogoutRedirectUriAllowed = (uri) => isDashboard(uri, '/ended');

const body = async (req) => {
  const parts = [];
  for await (const part of req) parts.push(part);
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
};

const form = (uid, wrong) =>
  page(
    '统一身份认证',
    `${wrong ? '<p role="alert">账号或密码不对</p>' : ''}<form method="post" action="/interaction/${html(uid)}">` +
      '<label>账号<input name="login" autofocus></label><label>密码<input name="password" type="password"></label>' +
      '<button>登录</button></form><form method="post" action="/interaction/' +
      `${html(uid)}/abort"><button>取消</button></form>`,
  );

provider.use(async (ctx, next) => {
  const [, uid, what] = ctx.path.match(/^\/interaction\/([\w-]+)(\/abort)?$/) ?? [];
  if (!uid) return next();
  if (what) {
    const result = { error: 'access_denied', error_description: 'the person went away' };
    return provider.interactionFinished(ctx.req, ctx.res, result).then(() => { ctx.respond = false; });
  }
  await provider.interactionDetails(ctx.req, ctx.res);
  if (ctx.method !== 'POST') {
    ctx.type = 'html';
    ctx.body = form(uid, false);
    return undefined;
  }
  const said = await body(ctx.req);
  const account = accounts[said.get('login')];
  if (!account || account.password !== said.get('password')) {
    ctx.status = 401;
    ctx.type = 'html';
    ctx.body = form(uid, true);
    return undefined;
  }
  ctx.respond = false;
  return provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: account.sub } });
});

provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
