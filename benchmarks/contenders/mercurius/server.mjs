// Mercurius with its JIT and loaders, by hand on node-postgres: the same schema, one batched statement for each relation.
import Fastify from "fastify";
import mercurius from "mercurius";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.BENCHMARK_DATABASE_URL, min: 10, max: 20 });
const sql = async (name, text, values) => (await pool.query({ name, text, values })).rows;

const encode = (name, key) => Buffer.from(`${name}:${key}`).toString("base64url");
const decode = (text) => Number(Buffer.from(text, "base64url").toString().split(":").at(-1));
const page = (rows, first) => ({ items: rows.slice(0, first), hasNext: rows.length > first });

const schema = `
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type User { id: ID! rowId: Int! username: String! posts(first: Int = 20): PostConnection! }
  type UserConnection { nodes: [User!]! pageInfo: PageInfo! }
  type Tag { name: String! }
  type TagConnection { nodes: [Tag!]! pageInfo: PageInfo! }
  type Comment { id: ID! content: String! user: User! }
  type CommentConnection { nodes: [Comment!]! pageInfo: PageInfo! }
  type Post {
    id: ID! rowId: Int! title: String! slug: String! content: String! viewCount: Int! likeCount: Int! status: String!
    createdAt: String! author: User! comments(first: Int = 20): CommentConnection! tags(first: Int = 20): TagConnection!
  }
  type PostEdge { cursor: String! node: Post! }
  type PostConnection { nodes: [Post!]! edges: [PostEdge!]! pageInfo: PageInfo! totalCount: Int! }
  enum PostStatus { DRAFT REVIEW PUBLISHED ARCHIVED }
  input PostStatusFilter { eq: PostStatus }
  input IntFilter { gte: Int }
  input PostWhere { status: PostStatusFilter viewCount: IntFilter }
  input CreateCommentInput { postId: ID! userId: ID! content: String! }
  type MutationError { code: String! }
  type CreateCommentPayload { comment: Comment errors: [MutationError!]! }
  type Query {
    post(id: ID!): Post posts(first: Int = 20, after: String, where: PostWhere): PostConnection!
    users(first: Int = 20): UserConnection!
  }
  type Mutation { createComment(input: CreateCommentInput!): CreateCommentPayload! }
`;

const POST = "id, title, slug, content, view_count, like_count, status, created_at, author_id";
const connection = {
  nodes: (source) => source.items,
  pageInfo: (source) => ({
    hasNextPage: source.hasNext,
    endCursor: source.items.length ? encode("cursor", source.items.at(-1).id) : null,
  }),
};
// The text of a condition and its values, numbered from the first free parameter.
const condition = (where, number) => {
  const parts = [];
  const values = [];
  const add = (text, value) => {
    if (value === undefined) return;
    parts.push(`${text} $${number + values.length}`);
    values.push(value);
  };
  add("status =", where?.status?.eq?.toLowerCase());
  add("view_count >=", where?.viewCount?.gte);
  return { text: parts.map((part) => ` AND ${part}`).join(""), name: parts.join(), values };
};
const resolvers = {
  Query: {
    post: async (_, { id }) => (await sql("post", `SELECT ${POST} FROM posts WHERE id = $1`, [decode(id)]))[0],
    posts: async (_, { first, after, where }) => {
      const key = after ? decode(after) : 0;
      const { text, name, values } = condition(where, 3);
      const select = `SELECT ${POST} FROM posts WHERE id > $1${text} ORDER BY id LIMIT $2`;
      return { ...page(await sql(`posts ${name}`, select, [key, first + 1, ...values]), first), where };
    },
    users: async (_, { first }) =>
      page(await sql("users", "SELECT id, username FROM users ORDER BY id LIMIT $1", [first + 1]), first),
  },
  Mutation: {
    createComment: async (_, { input: { postId, userId, content } }) => {
      const insert = "INSERT INTO comments (post_id, user_id, content) VALUES ($1, $2, $3) RETURNING id, content, user_id";
      const [comment] = await sql("create", insert, [decode(postId), decode(userId), content]);
      return { comment, errors: [] };
    },
  },
  Comment: { id: (row) => encode("Comment", row.id) },
  User: { id: (row) => encode("User", row.id), rowId: (row) => row.id },
  Post: {
    id: (row) => encode("Post", row.id),
    rowId: (row) => row.id,
    viewCount: (row) => row.view_count,
    likeCount: (row) => row.like_count,
    status: (row) => row.status.toUpperCase(),
    createdAt: (row) => row.created_at.toISOString(),
  },
  PostEdge: { cursor: (row) => encode("cursor", row.id), node: (row) => row },
  PostConnection: {
    ...connection,
    edges: (source) => source.items,
    totalCount: async ({ where }) => {
      const { text, name, values } = condition(where, 1);
      return (await sql(`count ${name}`, `SELECT count(*)::int FROM posts WHERE true${text}`, values))[0].count;
    },
  },
  UserConnection: connection,
  CommentConnection: connection,
  TagConnection: connection,
};

const users = async (keys) => {
  const rows = await sql("users_by_key", "SELECT id, username FROM users WHERE id = ANY ($1)", [[...new Set(keys)]]);
  const byKey = new Map(rows.map((row) => [row.id, row]));
  return keys.map((key) => byKey.get(key));
};
// The first rows of every parent, one more than asked. Loaders get the arguments of each object; here all are alike.
const pages = (name, text) => async (queries) => {
  const first = queries[0].params.first;
  const keys = queries.map((query) => query.obj.id);
  const byParent = new Map(keys.map((key) => [key, []]));
  for (const row of await sql(name, text, [keys, first + 1])) byParent.get(row.parent).push(row);
  return keys.map((key) => page(byParent.get(key), first));
};
const lateral = (columns, from, where, order) =>
  `SELECT k.parent, r.* FROM unnest($1::int[]) AS k(parent) JOIN LATERAL
   (SELECT ${columns} FROM ${from} WHERE ${where} = k.parent ORDER BY ${order} LIMIT $2) r ON true`;
const uncached = (loader) => ({ loader, opts: { cache: false } });
const loaders = {
  User: { posts: uncached(pages("posts_of", lateral(POST, "posts", "author_id", "id"))) },
  Post: {
    author: uncached((queries) => users(queries.map((query) => query.obj.author_id))),
    comments: uncached(pages("comments_of", lateral("id, content, user_id", "comments", "post_id", "id"))),
    tags: uncached(
      pages("tags_of", lateral("t.id, t.name", "post_tags l JOIN tags t ON t.id = l.tag_id", "l.post_id", "t.id")),
    ),
  },
  Comment: { user: uncached((queries) => users(queries.map((query) => query.obj.user_id))) },
};

const app = Fastify();
app.register(mercurius, { schema, resolvers, loaders, jit: 1, graphiql: false });
await app.listen({ port: Number(process.env.BENCHMARK_PORT), host: "127.0.0.1" });
