-- 1. feedByName
SELECT feeds_1.id AS c0, feeds_1.price AS c1, feeds_1.name AS c2
FROM feeds AS feeds_1
WHERE feeds_1.name = $1::VARCHAR;
-- with {"key_0":"Seeds"}

-- 2. toolByName
SELECT tools_1.id AS c0, tools_1.name AS c1
FROM tools AS tools_1
WHERE tools_1.name = $1::VARCHAR;
-- with {"key_0":"Säge"}

-- 3. vehicleByPlate
SELECT vehicles_1.wheels AS c0, vehicles_1.kind AS c1, vehicles_1.plate AS c2
FROM vehicles AS vehicles_1
WHERE vehicles_1.plate = $1::VARCHAR;
-- with {"key_0":"ZOO 3"}

-- 4. labelByText
SELECT labels_1.id AS c0, labels_1.text AS c1
FROM labels AS labels_1
WHERE labels_1.text = $1::VARCHAR;
-- with {"key_0":"none"}
