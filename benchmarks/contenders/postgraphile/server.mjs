// PostGraphile 5 with its Amber preset over the schema `public`, on Node's own HTTP server, as its documentation sets it up.
import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { makePgService } from "postgraphile/adaptors/pg";
import { addPgTableCondition } from "postgraphile/utils";
import { TYPES } from "postgraphile/@dataplan/pg";

// Its conditions are equalities; others are added one by one, as its documentation shows.
const viewCountAtLeast = addPgTableCondition(
  { schemaName: "public", tableName: "posts" },
  "viewCountAtLeast",
  (build) => ({ type: build.graphql.GraphQLInt }),
  (value, { sql, sqlTableAlias, sqlValueWithCodec }) =>
    sql`${sqlTableAlias}.view_count >= ${sqlValueWithCodec(value, TYPES.int)}`,
);

const pgl = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [viewCountAtLeast],
  pgServices: [
    makePgService({
      connectionString: process.env.BENCHMARK_DATABASE_URL,
      schemas: ["public"],
      poolConfig: { max: 20 },
    }),
  ],
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
  grafast: { explain: false },
});
const serv = pgl.createServ(grafserv);
const server = createServer();
await serv.addTo(server);
server.listen(Number(process.env.BENCHMARK_PORT), "127.0.0.1");
