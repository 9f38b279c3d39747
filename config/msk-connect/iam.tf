# Who the connector is: the service execution role, which is what its default credentials find.

data "aws_caller_identity" "current" {}

resource "aws_iam_role" "connector" {
  name = "${var.name}-connect"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "kafkaconnect.amazonaws.com" }
      Action    = "sts:AssumeRole"
      # Only connectors of this account and name may be it.
      Condition = {
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
        ArnLike = {
          "aws:SourceArn" = "arn:aws:kafkaconnect:${var.region}:${data.aws_caller_identity.current.account_id}:connector/${var.name}/*"
        }
      }
    }]
  })
}

# The policy of docs/iam.md, word for word; a test compares the two.
resource "aws_iam_role_policy" "athena" {
  name = "athena"
  role = aws_iam_role.connector.id
  policy = templatefile("${path.module}/athena-policy.json.tftpl", {
    region         = var.region
    account        = data.aws_caller_identity.current.account_id
    workgroup      = aws_athena_workgroup.connector.name
    database       = var.database
    tables_bucket  = var.tables_bucket
    tables_prefix  = var.tables_prefix
    results_bucket = aws_s3_bucket.results.bucket
    results_prefix = local.results_prefix
  })
}

# Of what docs/iam.md lists as "where it applies, add": runs that take too long are stopped, and tables may be partitioned.
resource "aws_iam_role_policy" "more" {
  name = "timeouts-and-partitions"
  role = aws_iam_role.connector.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "athena:StopQueryExecution"
        Resource = aws_athena_workgroup.connector.arn
      },
      {
        Effect = "Allow"
        Action = ["glue:GetPartition", "glue:GetPartitions", "glue:BatchGetPartition"]
        Resource = [
          "arn:aws:glue:${var.region}:${data.aws_caller_identity.current.account_id}:catalog",
          "arn:aws:glue:${var.region}:${data.aws_caller_identity.current.account_id}:database/${var.database}",
          "arn:aws:glue:${var.region}:${data.aws_caller_identity.current.account_id}:table/${var.database}/*",
        ]
      },
    ]
  })
}

# What the worker itself does on the cluster: its own topics, and those of the connector, which it may create.
resource "aws_iam_role_policy" "kafka" {
  name = "kafka"
  role = aws_iam_role.connector.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster", "kafka-cluster:WriteDataIdempotently"]
        Resource = var.cluster_arn
      },
      {
        Effect = "Allow"
        Action = [
          "kafka-cluster:CreateTopic",
          "kafka-cluster:DescribeTopic",
          "kafka-cluster:ReadData",
          "kafka-cluster:WriteData",
        ]
        Resource = [
          for topic in concat(["__amazon_msk_connect_*", local.offsets_topic], local.topics) :
          "${replace(var.cluster_arn, ":cluster/", ":topic/")}/${topic}"
        ]
      },
      {
        Effect   = "Allow"
        Action   = ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"]
        Resource = "${replace(var.cluster_arn, ":cluster/", ":group/")}/__amazon_msk_connect_*"
      },
    ]
  })
}
