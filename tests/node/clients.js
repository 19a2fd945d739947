// Asks the endpoint that is given the same query with the clients that most applications use, and prints each one's data.
import { ApolloClient, gql as apolloQuery, HttpLink, InMemoryCache } from "@apollo/client/core";
import { Client, fetchExchange } from "@urql/core";

const [url, text] = process.argv.slice(2);

const urql = new Client({ url, exchanges: [fetchExchange], preferGetMethod: false });
const urqlByGet = new Client({ url, exchanges: [fetchExchange], preferGetMethod: "force" });
const apollo = (options) => new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: url, ...options }) });

async function readWithUrql(client) {
  const { data, error } = await client.query(text, {}).toPromise();
  if (error) throw error;
  return data;
}

async function readWithApollo(client) {
  const { data, error } = await client.query({ query: apolloQuery(text) });
  if (error) throw error;
  return data;
}

console.log(
  JSON.stringify({
    "urql by POST": await readWithUrql(urql),
    "urql by GET": await readWithUrql(urqlByGet),
    "Apollo Client by POST": await readWithApollo(apollo({})),
    "Apollo Client by GET": await readWithApollo(apollo({ useGETForQueries: true })),
  }),
);
