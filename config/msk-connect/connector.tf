# The connector, its plugin and its workers.

locals {
  connector = jsondecode(file("${path.module}/connector.json"))

  # As in worker.properties.
  offsets_topic = "athena-connect-offsets"

  # The topics that its queries and its run log go to.
  topics = distinct([for key, value in local.connector : value if endswith(key, "topic")])
}

resource "aws_s3_object" "archive" {
  bucket      = aws_s3_bucket.results.id
  key         = "plugins/${basename(var.archive)}"
  source      = var.archive
  source_hash = filemd5(var.archive)
}

# A plugin cannot be changed: another archive is another plugin, which is made before the old one goes.
resource "aws_mskconnect_custom_plugin" "connector" {
  name         = "${var.name}-${substr(filemd5(var.archive), 0, 8)}"
  content_type = "ZIP"

  location {
    s3 {
      bucket_arn = aws_s3_bucket.results.arn
      file_key   = aws_s3_object.archive.key
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_mskconnect_worker_configuration" "connector" {
  name                    = "${var.name}-${substr(filemd5("${path.module}/worker.properties"), 0, 8)}"
  properties_file_content = file("${path.module}/worker.properties")

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "connector" {
  name              = "/msk-connect/${var.name}"
  retention_in_days = var.log_days
}

resource "aws_mskconnect_connector" "connector" {
  name                       = var.name
  kafkaconnect_version       = var.kafkaconnect_version
  service_execution_role_arn = aws_iam_role.connector.arn

  connector_configuration = merge(local.connector, {
    "aws.region"             = var.region
    "athena.workgroup"       = aws_athena_workgroup.connector.name
    "athena.database"        = var.database
    "athena.output.location" = local.results_location
  })

  capacity {
    provisioned_capacity {
      mcu_count    = var.mcu_count
      worker_count = var.worker_count
    }
  }

  kafka_cluster {
    apache_kafka_cluster {
      bootstrap_servers = var.bootstrap_servers

      vpc {
        subnets         = var.subnets
        security_groups = var.security_groups
      }
    }
  }

  kafka_cluster_client_authentication {
    authentication_type = "IAM"
  }

  kafka_cluster_encryption_in_transit {
    encryption_type = "TLS"
  }

  plugin {
    custom_plugin {
      arn      = aws_mskconnect_custom_plugin.connector.arn
      revision = aws_mskconnect_custom_plugin.connector.latest_revision
    }
  }

  worker_configuration {
    arn      = aws_mskconnect_worker_configuration.connector.arn
    revision = aws_mskconnect_worker_configuration.connector.latest_revision
  }

  log_delivery {
    worker_log_delivery {
      cloudwatch_logs {
        enabled   = true
        log_group = aws_cloudwatch_log_group.connector.name
      }
    }
  }

  # The connector asks AWS at once, so its rights must be there.
  depends_on = [
    aws_iam_role_policy.athena,
    aws_iam_role_policy.more,
    aws_iam_role_policy.kafka,
  ]
}
